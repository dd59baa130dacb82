import { parse } from '@cdktn/hcl2json';
import { describe, expect, test } from 'vitest';
import { finish, finishWriting } from '../../src/model/steps.ts';
import type { AccessDocuments } from '../../src/model/access/access.ts';
import type { Policy } from '../../src/model/access/policy.ts';
import { accessTemplate } from '../../src/render/access/cloudformation.ts';
import { accessTerraform } from '../../src/render/access/terraform.ts';

const policy = (...resources: string[]): Policy => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: resources }],
});
const role = (name: string, path: string, isInline: boolean) => ({
  name,
  arn: `arn:aws:iam::111122223333:role${path}${name}`,
  why: ['it "publishes" ${topic} %{x}\\ \n über \u{1F50A}'],
  trust: policy('*'),
  policies: [
    { name: 'data-path', document: policy('a/${*}/b', '%{if}', '"quoted"\\') },
    { name: 'data-path-2', document: policy('c') },
  ],
  isInline,
});
const ACCESS: AccessDocuments = {
  target: 'production',
  account: '111122223333',
  region: 'ap-south-1',
  roles: [role('Fleet-Export', '/', true), role('FleetExport', '/service/', false), role('1st', '/', true)],
  iotPolicies: [{ name: 'a-subscriber', document: policy('d') }],
  notes: ['A note\n"}', 'another'],
};

describe('Terraform', () => {
  const text = finish(accessTerraform(ACCESS));

  test('is read by HashiCorp’s own parser, with one block for each thing', async () => {
    const { resource } = (await parse('main.tf', text)) as { resource: Record<string, Record<string, unknown>> };
    const blocks = Object.entries(resource).map(([type, ids]) => `${type}: ${Object.keys(ids).sort().join(' ')}`);
    expect(blocks.sort()).toEqual([
      'aws_iam_policy: fleet_export2_data_path fleet_export2_data_path_2',
      'aws_iam_role: fleet_export fleet_export2 r_1st',
      'aws_iam_role_policy: fleet_export_data_path fleet_export_data_path_2 r_1st_data_path r_1st_data_path_2',
      'aws_iam_role_policy_attachment: fleet_export2_data_path fleet_export2_data_path_2',
      'aws_iot_policy: a_subscriber',
    ]);
  });

  test('takes no text for a template, and no note for code', async () => {
    expect(text).toContain('"a/$${*}/b"');
    expect(text).toContain('"%%{if}"');
    expect(text.split('\n').slice(0, 3)).toEqual([
      '# Who may do what for the profiles of production: written by defender-gitops iam',
      '# A note?"}',
      '# another',
    ]);
  });
});

describe('CloudFormation', () => {
  const { Resources } = JSON.parse(finishWriting(accessTemplate(ACCESS))) as {
    Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  };

  test('has the policies of a role in it, or beside it where they are too large', () => {
    expect(Object.entries(Resources).map(([id, { Type }]) => `${id} ${Type}`)).toEqual([
      'FleetExport AWS::IAM::Role',
      'FleetExport2 AWS::IAM::Role',
      'FleetExport2Policy1 AWS::IAM::ManagedPolicy',
      'FleetExport2Policy2 AWS::IAM::ManagedPolicy',
      '1st AWS::IAM::Role',
      'asubscriber AWS::IoT::Policy',
    ]);
    expect(Resources['FleetExport2Policy1']?.Properties).toMatchObject({
      ManagedPolicyName: 'FleetExport-data-path',
      Roles: [{ Ref: 'FleetExport2' }],
    });
    expect(Resources['FleetExport']?.Properties['Policies']).toHaveLength(2);
    expect(Resources['FleetExport2']?.Properties).toMatchObject({ Path: '/service/', RoleName: 'FleetExport' });
  });
});
