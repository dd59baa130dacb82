import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of a certificate and its key. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes certificates that end after a day. */
export interface Authority {
  /** Its own certificate. */
  readonly ca: string;
  issue(name: string, alternative: string): Certificate;
}

/** A certificate authority in a folder, by the `openssl` of this machine. */
export function authorityIn(folder: string, name: string): Authority {
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  openssl('req', '-x509', ...newKey, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`);
  return {
    ca: join(folder, `${name}.pem`),
    issue: (subject, alternative) => {
      const file = `${name}-${subject}`;
      openssl(
        'req',
        ...newKey.slice(0, -2),
        '-subj',
        `/CN=${subject}`,
        '-keyout',
        `${file}.key`,
        '-out',
        `${file}.csr`,
      );
      writeFileSync(join(folder, `${file}.ext`), `subjectAltName=${alternative}\n`);
      const signing = ['-CA', `${name}.pem`, '-CAkey', `${name}.key`, '-CAcreateserial', '-days', '1'];
      openssl('x509', '-req', '-in', `${file}.csr`, ...signing, '-extfile', `${file}.ext`, '-out', `${file}.pem`);
      return { cert: join(folder, `${file}.pem`), key: join(folder, `${file}.key`) };
    },
  };
}
