import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

const PROGRAM = fileURLToPath(
  new URL('../../node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url),
);
const SCHEMA = new URL('../../schemas/profile.schema.json', import.meta.url).pathname;

/** An editor that has one file open. Lines and characters count from 0, as the protocol does. */
export interface Editor {
  /** Labels that are offered where the mark `|` stands in the text. */
  complete(text: string): Promise<readonly string[]>;
  /** What is shown for the word after the mark `|`, as Markdown. */
  hover(text: string): Promise<string>;
  diagnose(text: string): Promise<readonly Diagnostic[]>;
  close(): void;
}

export interface Diagnostic {
  readonly message: string;
  readonly severity: number;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** Starts Red Hat's YAML language server, which VS Code and most other editors use, and knows our schema only by the modeline. */
export async function openEditor(): Promise<Editor> {
  const server = spawn(process.execPath, [PROGRAM, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const folder = mkdtempSync(join(tmpdir(), 'editor-'));
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) =>
    waiting.get(uri)?.(diagnostics),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section: string }[] }) =>
    items.map(({ section }) =>
      section === 'yaml' ? { hover: true, completion: true, validate: true, schemaStore: { enable: false } } : {},
    ),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { hover: { contentFormat: ['markdown'] }, completion: {}, publishDiagnostics: {} },
    },
  });
  await connection.sendNotification('initialized', {});
  let files = 0;
  const open = async (text: string) => {
    const uri = pathToFileURL(join(folder, `${++files}.yaml`)).href;
    const whole = `# yaml-language-server: $schema=${SCHEMA}\n${text}`;
    const before = whole.slice(0, whole.indexOf('|')).split('\n');
    const diagnostics = new Promise<readonly Diagnostic[]>((resolve) => waiting.set(uri, resolve));
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: whole.replace('|', '') },
    });
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return { diagnostics, at: { textDocument: { uri }, position } };
  };
  return {
    complete: async (text) => {
      const { at } = await open(text);
      const { items } = await connection.sendRequest<{ items: readonly { label: string }[] }>(
        'textDocument/completion',
        at,
      );
      return items.map(({ label }) => label);
    },
    hover: async (text) => {
      const { at } = await open(text);
      const shown = await connection.sendRequest<{ contents: { value: string } } | null>('textDocument/hover', at);
      return shown?.contents.value ?? '';
    },
    diagnose: async (text) => (await open(text)).diagnostics,
    close: () => {
      connection.dispose();
      server.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
