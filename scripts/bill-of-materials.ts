import { Enums, Models, SPDX, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { Plugin } from 'rolldown';
import { packagesIn } from './bundled-packages.ts';
import type { BundledPackage } from './bundled-packages.ts';

/** Writes which packages are in the bundle for programs, as CycloneDX: no lock file of a user's tells what a bundle is made of. */
export const billOfMaterials: Plugin = {
  name: 'bill-of-materials',
  generateBundle(_options, bundle) {
    const bom = new Models.Bom();
    for (const one of packagesIn(bundle)) bom.components.add(componentOf(one));
    const format = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
    // Neither time nor serial number: the same packages are the same text.
    const source = new Serialize.JsonSerializer(format).serialize(bom, { sortLists: true, space: 2 });
    this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: `${source}\n` });
  },
};

/** https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
function componentOf({ name, version, license }: BundledPackage): Models.Component {
  const [own = name, scope] = name.split('/').toReversed();
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const component = new Models.Component(Enums.ComponentType.Library, own, { version, purl, bomRef: purl });
  if (scope !== undefined) component.group = scope;
  component.licenses.add(
    SPDX.isSupportedSpdxId(license) ? new Models.SpdxLicense(license) : new Models.LicenseExpression(license),
  );
  return component;
}
