import{Pt as e,T as t,i as n}from"../start.mjs";import{t as r}from"../reference.mjs";const i=`defender-gitops`,a={bash,zsh,fish};function completion({print:n},r,i){let o=Object.hasOwn(a,i)?a[i]:void 0;if(o===void 0)throw new e(`DG5001`,`There is no completion for ${JSON.stringify(i)}.`,{hint:`It is one of: ${Object.keys(a).join(`, `)}.`});return n(o(r)),t.fine}function completed(e){return Object.entries(e).map(([t,r])=>({name:t,summary:r.summary,options:Object.entries(n(r)).map(([e,{type:t,implied:n,text:r}])=>({flag:`--${e}`,takesValue:t!==`flag`&&n===void 0,text:r})),formats:Object.keys(r.formats??{}),words:wordsOf(t,e),takesFolder:r.folder!==void 0}))}function wordsOf(e,t){if(e===`help`)return Object.keys(t);if(e===`completion`)return Object.keys(a);if(e!==`explain`)return[];let n=r().flatMap(({entries:e})=>e.map(({name:e,alias:t})=>t??e));return[...new Set(n)].filter(e=>/^[\w-]+$/.test(e))}function bash(e){let t=completed(e),n=t.map(({name:e,options:t,formats:n,words:r})=>{let i=t.map(({flag:e})=>e).join(` `),a=t.filter(({flag:e,takesValue:t})=>t&&e!==`--format`);return[`    ${e})`,`      case "$previous" in`,...n.length===0?[]:[`        --format) COMPREPLY=($(compgen -W "${n.join(` `)}" -- "$current")); return ;;`],...a.length===0?[]:[`        ${a.map(({flag:e})=>e).join(`|`)}) return ;;`],`      esac`,`      case "$current" in`,`        -*) COMPREPLY=($(compgen -W "${i}" -- "$current")) ;;`,...r.length===0?[]:[`        *) COMPREPLY=($(compgen -W "${r.join(` `)}" -- "$current")) ;;`],`      esac ;;`].join(`
`)});return`# Completion of ${i} for bash. Made by \`${i} completion bash\`.
_defender_gitops() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${t.map(({name:e})=>e).join(` `)} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${n.join(`
`)}
  esac
}
complete -o default -F _defender_gitops ${i}
`}function zsh(e){let t=completed(e),n=t.map(({name:e,options:t,formats:n,words:r,takesFolder:i})=>{let a=t.map(({flag:e,takesValue:t,text:r})=>{let i=e===`--format`?`:format:(${n.join(` `)})`:t?`:value:_files`:``;return`        ${zshQuoted(`${e}[${r.replaceAll(/[[\]:]/g,` `)}]${i}`)} \\`}),o=r.length>0?`1:word:(${r.join(` `)})`:i?`1:folder:_files -/`:void 0;return[`    ${e})`,`      _arguments \\`,...a,`        ${o===void 0?`&& return 0`:zshQuoted(o)} ;;`].join(`
`)}),r=t.map(({name:e,summary:t})=>`    ${zshQuoted(`${e}:${t}`)}`);return`#compdef ${i}
# Completion of ${i} for zsh. Made by \`${i} completion zsh\`.
_defender_gitops() {
  local -a commands=(
${r.join(`
`)}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${n.join(`
`)}
  esac
}
if [ "$funcstack[1]" = "_defender-gitops" ]; then _defender_gitops "$@"; else compdef _defender_gitops ${i}; fi
`}function zshQuoted(e){return`'${e.replaceAll(`'`,`'\\''`)}'`}function fish(e){let t=completed(e),one=(e,t)=>`complete -c ${i} -n '${e}' ${t}`,n=t.flatMap(({name:e,summary:t,options:n,formats:r,words:i})=>{let a=`__fish_seen_subcommand_from ${e}`;return[one(`__fish_use_subcommand`,`-f -a ${e} -d ${fishQuoted(t)}`),...n.map(({flag:e,takesValue:t,text:n})=>{let i=e===`--format`?` -x -a '${r.join(` `)}'`:t?` -r`:``;return one(a,`-l ${e.slice(2)}${i} -d ${fishQuoted(n)}`)}),...i.length===0?[]:[one(a,`-f -a '${i.join(` `)}'`)]]});return`# Completion of ${i} for fish. Made by \`${i} completion fish\`.\n${n.join(`
`)}\n`}function fishQuoted(e){return`'${e.replaceAll(`\\`,`\\\\`).replaceAll(`'`,`\\'`)}'`}export{completion};