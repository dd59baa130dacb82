import { OperatorError } from '../../model/problem.ts';
import type { ExitCode, World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';
import { optionsOf } from './command.ts';
import type { CommandUsage } from './command.ts';
import { chapters } from './reference.ts';

type Commands = Readonly<Record<string, CommandUsage>>;

const PROGRAM = 'defender-gitops';
const SHELLS: Readonly<Record<string, (commands: Commands) => string>> = { bash, zsh, fish };

/** Prints a script that lets a shell complete command lines. */
export function completion({ print }: World, commands: Commands, shell: string): ExitCode {
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined)
    throw new OperatorError('DG5001', `There is no completion for ${JSON.stringify(shell)}.`, {
      hint: `It is one of: ${Object.keys(SHELLS).join(', ')}.`,
    });
  print(script(commands));
  return EXIT.fine;
}

/** What may stand behind each command: its options, and the words that it takes. */
interface Completed {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly { readonly flag: string; readonly takesValue: boolean; readonly text: string }[];
  readonly formats: readonly string[];
  readonly words: readonly string[];
  readonly takesFolder: boolean;
}

function completed(commands: Commands): readonly Completed[] {
  return Object.entries(commands).map(([name, usage]) => ({
    name,
    summary: usage.summary,
    options: Object.entries(optionsOf(usage)).map(([option, { type, implied, text }]) => ({
      flag: `--${option}`,
      takesValue: type !== 'flag' && implied === undefined,
      text,
    })),
    formats: Object.keys(usage.formats ?? {}),
    words: wordsOf(name, commands),
    takesFolder: usage.folder !== undefined,
  }));
}

function wordsOf(name: string, commands: Commands): readonly string[] {
  if (name === 'help') return Object.keys(commands);
  if (name === 'completion') return Object.keys(SHELLS);
  if (name !== 'explain') return [];
  // A colon divides words in bash: metrics of AWS are completed without theirs.
  const names = chapters().flatMap(({ entries }) => entries.map(({ name: entry, alias }) => alias ?? entry));
  return [...new Set(names)].filter((word) => /^[\w-]+$/.test(word));
}

function bash(commands: Commands): string {
  const all = completed(commands);
  const cases = all.map(({ name, options, formats, words }) => {
    const flags = options.map(({ flag }) => flag).join(' ');
    const valued = options.filter(({ flag, takesValue }) => takesValue && flag !== '--format');
    return [
      `    ${name})`,
      `      case "$previous" in`,
      ...(formats.length === 0
        ? []
        : [`        --format) COMPREPLY=($(compgen -W "${formats.join(' ')}" -- "$current")); return ;;`]),
      ...(valued.length === 0 ? [] : [`        ${valued.map(({ flag }) => flag).join('|')}) return ;;`]),
      '      esac',
      `      case "$current" in`,
      `        -*) COMPREPLY=($(compgen -W "${flags}" -- "$current")) ;;`,
      ...(words.length === 0 ? [] : [`        *) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current")) ;;`]),
      '      esac ;;',
    ].join('\n');
  });
  return `# Completion of ${PROGRAM} for bash. Made by \`${PROGRAM} completion bash\`.
_defender_gitops() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${all.map(({ name }) => name).join(' ')} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o default -F _defender_gitops ${PROGRAM}
`;
}

function zsh(commands: Commands): string {
  const all = completed(commands);
  const cases = all.map(({ name, options, formats, words, takesFolder }) => {
    const specs = options.map(({ flag, takesValue, text }) => {
      const value = flag === '--format' ? `:format:(${formats.join(' ')})` : takesValue ? ':value:_files' : '';
      return `        ${zshQuoted(`${flag}[${text.replaceAll(/[[\]:]/g, ' ')}]${value}`)} \\`;
    });
    const rest = words.length > 0 ? `1:word:(${words.join(' ')})` : takesFolder ? '1:folder:_files -/' : undefined;
    return [
      `    ${name})`,
      '      _arguments \\',
      ...specs,
      `        ${rest === undefined ? '&& return 0' : zshQuoted(rest)} ;;`,
    ].join('\n');
  });
  const names = all.map(({ name, summary }) => `    ${zshQuoted(`${name}:${summary}`)}`);
  return `#compdef ${PROGRAM}
# Completion of ${PROGRAM} for zsh. Made by \`${PROGRAM} completion zsh\`.
_defender_gitops() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = "_defender-gitops" ]; then _defender_gitops "$@"; else compdef _defender_gitops ${PROGRAM}; fi
`;
}

function zshQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fish(commands: Commands): string {
  const all = completed(commands);
  const one = (condition: string, rest: string): string => `complete -c ${PROGRAM} -n '${condition}' ${rest}`;
  const lines = all.flatMap(({ name, summary, options, formats, words }) => {
    const here = `__fish_seen_subcommand_from ${name}`;
    return [
      one('__fish_use_subcommand', `-f -a ${name} -d ${fishQuoted(summary)}`),
      ...options.map(({ flag, takesValue, text }) => {
        const value = flag === '--format' ? ` -x -a '${formats.join(' ')}'` : takesValue ? ' -r' : '';
        return one(here, `-l ${flag.slice(2)}${value} -d ${fishQuoted(text)}`);
      }),
      ...(words.length === 0 ? [] : [one(here, `-f -a '${words.join(' ')}'`)]),
    ];
  });
  return `# Completion of ${PROGRAM} for fish. Made by \`${PROGRAM} completion fish\`.\n${lines.join('\n')}\n`;
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
