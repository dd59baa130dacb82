/** What a code means, and how to mend it: the ends of sentences, in Markdown. */
export interface CodeFacts {
  readonly meaning: string;
  readonly remedy: string;
}

/** Every code of a problem or an error but those of checks (DG8…), which say it themselves. Codes are never reused. */
export const CODES = {
  DG1001: { meaning: 'a file is larger than 1 MiB', remedy: 'split it: sections may stand in any number of files' },
  DG1002: { meaning: 'a file is not UTF-8', remedy: 'save it as UTF-8' },
  DG1003: {
    meaning: 'a character that does not show or turns text around',
    remedy: 'take it out, or write it as an escape in double quotes',
  },
  DG1004: { meaning: 'YAML syntax', remedy: 'as the message says' },
  DG1005: { meaning: 'the file is not a mapping', remedy: 'begin with a section' },
  DG1006: { meaning: 'a `%YAML` or `%TAG` directive, which would change what plain words mean', remedy: 'take it out' },
  DG1007: {
    meaning: 'more than 200,000 values, or nested deeper than 64',
    remedy: 'split the file; look for a wrong indent',
  },
  DG1008: { meaning: 'an explicit tag such as `!!binary` or `!Ref`', remedy: 'write plain values' },
  DG1009: { meaning: 'more than 10 aliases, an unknown one, or one that holds itself', remedy: 'write the values out' },
  DG1010: {
    meaning:
      'a key that is not text, stands twice, is a merge key (`<<`), or could change what objects are (`__proto__`)',
    remedy: 'a plain key, once',
  },
  DG1011: { meaning: 'a number that cannot be kept exactly', remedy: 'up to 9007199254740991; quotes for text' },
  DG1012: { meaning: 'a file that declares nothing (a note)', remedy: 'begin with a section, or delete it' },
  DG1101: { meaning: 'an unknown key or section', remedy: 'the nearest one is named' },
  DG1102: { meaning: 'a required member is missing', remedy: 'add it' },
  DG1103: { meaning: 'not one of the allowed words', remedy: 'the nearest one is named' },
  DG1104: { meaning: 'the wrong type', remedy: 'quotes make text; account ids need them' },
  DG1105: { meaning: 'a text, number or list out of bounds or not of the required form', remedy: 'as the hint says' },
  DG1106: { meaning: 'none, or more than one, of several forms', remedy: 'choose one' },
  DG1107: { meaning: 'AWS has it, this program does not manage it', remedy: 'as the hint says' },
  DG1108: { meaning: 'another rule of the schema', remedy: 'as the message says' },
  DG1109: { meaning: '`accept`, or `--accept`, names what is not the id of a hazard', remedy: 'as the plan shows it' },
  DG1110: {
    meaning: 'a region that this version does not know (a warning)',
    remedy: 'correct it; if AWS has opened it since, leave it',
  },
  DG1111: {
    meaning: '`accept` has an id that no hazard of the plan has (a note)',
    remedy: 'remove it once its change is applied',
  },
  DG1201: { meaning: 'a topic is declared twice', remedy: 'keep one' },
  DG1202: { meaning: 'a setting stands twice', remedy: 'keep one' },
  DG1301: {
    meaning: 'the folder is not there',
    remedy: 'begin with `init`, or name the folder that holds the profiles',
  },
  DG1302: { meaning: 'a link leads out of the profiles', remedy: 'move what it points to into the folder' },
  DG1303: { meaning: 'not a regular file', remedy: 'put a file there' },
  DG1304: { meaning: 'more than 20,000 files', remedy: 'put more into one file' },
  DG1305: { meaning: 'a file cannot be read', remedy: 'check that it is there and readable' },
  DG1306: { meaning: 'a file cannot be written', remedy: 'check the folder' },
  DG1307: { meaning: '`import --out` names a file that is there', remedy: 'name another' },
  DG1308: { meaning: 'git does not know the commit that `--only-changed` names', remedy: 'name one, or fetch it' },
  DG1309: {
    meaning: 'the folder has no YAML file',
    remedy: 'begin with `init`, or name the folder that holds the profiles',
  },
  DG1310: {
    meaning: '`import --from` names a file that it cannot read',
    remedy: 'name a template, what `terraform show -json` prints, or an input of the AWS CLI',
  },
  DG2001: {
    meaning: 'an unknown variable, or one where none is filled in, as in the settings',
    remedy: 'declare it in the target, correct the name, or write the value itself',
  },
  DG2002: {
    meaning: 'two resources, or two keys, resolve to one name',
    remedy: 'rename one, or give resources different `onlyIn`',
  },
  DG2003: { meaning: 'an unknown topic', remedy: 'declare it under `topics`' },
  DG2004: {
    meaning:
      'a reference to what no file declares for this target, though its section is there (a warning where others may have it)',
    remedy: 'declare it, or correct the name',
  },
  DG2005: { meaning: '`onlyIn` names an unknown target', remedy: 'correct it' },
  DG2006: { meaning: 'an `ignore` ran out', remedy: 'take it out, or set a later day' },
  DG2007: { meaning: 'left to others by `elsewhere`, and declared as well', remedy: 'take one of the two out' },
  DG2008: {
    meaning: '`renamedFrom` names what is still declared, left to others, or renamed already',
    remedy: 'take one of the two out',
  },
  DG2009: { meaning: '`silence` names an unknown check', remedy: 'correct it' },
  DG2010: { meaning: '`silence` names a check whose findings are errors', remedy: 'put right what it is about' },
  DG2011: { meaning: '`silence` names a check that finds nothing there (a note)', remedy: 'take the entry out' },
  DG2012: {
    meaning: 'a tag whose key begins with `defender-gitops:`, which only this program sets',
    remedy: 'take it out: `owner` of the settings and `protect: true` say the same',
  },
  DG2013: {
    meaning: 'resources that refer to each other in a circle, so that none of them could be made first',
    remedy: 'take one of the references out',
  },
  DG2101: { meaning: 'no target is declared (exit code 3)', remedy: 'add `targets`, or use `--sandbox`' },
  DG2102: { meaning: '`--target` names an unknown one (exit code 3)', remedy: 'correct it' },
  DG2103: {
    meaning: 'no owner is named and the repository is not known (exit code 3; from `validate` a warning)',
    remedy: 'add `owner`',
  },
  DG3001: {
    meaning: 'a reference that neither the profiles nor the account can meet',
    remedy: 'declare it, or correct the name',
  },
  DG3002: { meaning: '`--only` names what the plan does not have', remedy: 'correct it' },
  DG3003: {
    meaning: '`renamedFrom` names what somebody else has',
    remedy: 'take it out, or make the old one yours first',
  },
  DG3005: { meaning: '`import --only` names what the account does not have', remedy: 'correct it' },
  DG4001: { meaning: 'no AWS credentials', remedy: 'sign in, or use `aws-actions/configure-aws-credentials`' },
  DG4002: { meaning: 'AWS does not accept the credentials', remedy: 'sign in again' },
  DG4003: { meaning: 'AWS refuses an operation', remedy: 'give the role the permission that the message names' },
  DG4004: { meaning: 'AWS cannot be reached', remedy: 'network, region, `AWS_ENDPOINT_URL`' },
  DG4005: { meaning: 'the credentials are for another account; nothing was read', remedy: "use the target's" },
  DG4006: { meaning: 'waited too long', remedy: 'run again later: what is done is kept' },
  DG4007: {
    meaning: 'a delivery stream failed to become active, or to go',
    remedy: "as AWS's reason in the message says",
  },
  DG4008: {
    meaning: "the sandbox's file is not one, or cannot be read or written",
    remedy: 'delete it, or name another',
  },
  DG4009: {
    meaning: "AWS answers a request with an error, in AWS's words",
    remedy: 'as they say; run again where it is throttling or a failure of AWS',
  },
  DG4010: {
    meaning: 'the run took longer than it may',
    remedy: 'run again: what is done is kept; `--deadline` allows more minutes',
  },
  DG4011: {
    meaning:
      'what answers is not AWS: a page, nothing, members of other types, a list without an end; nothing is concluded from it',
    remedy: 'look for a proxy or sign-in page in between, `AWS_ENDPOINT_URL`, `HTTPS_PROXY`',
  },
  DG4012: {
    meaning: 'the configured endpoint of AWS is no address',
    remedy: 'correct `AWS_ENDPOINT_URL`, or unset it',
  },
  DG4013: {
    meaning: 'the run was told to stop (SIGINT, SIGTERM) before a change was done',
    remedy: 'run again: what is done is kept',
  },
  DG4014: {
    meaning: 'the clock of this machine is wrong, so AWS refuses what it signs',
    remedy: 'set it, by NTP for example; signing in again does not help',
  },
  DG4101: { meaning: 'the file given to `--plan` is no plan', remedy: 'write one with `plan --out`' },
  DG4102: {
    meaning: 'not what was reviewed (exit code 4); nothing was changed',
    remedy: 'plan again and have it reviewed',
  },
  DG4103: { meaning: 'an open hazard; nothing was changed', remedy: 'accept it, or change what it is about' },
  DG4201: {
    meaning: 'a role that the change needs is missing, not trusted or lacks a permission (a warning)',
    remedy: 'add the statement that the hint has; `defender-gitops iam` prints whole policies',
  },
  DG4202: {
    meaning: 'a role that the change needs could not be looked at (a note)',
    remedy: 'as the hint says, or leave it: plans do not depend on it',
  },
  DG4203: {
    meaning: 'a thing group that a change refers to is not there (a warning)',
    remedy: 'declare it under `thingGroups`, make it, or correct the name',
  },
  DG4204: {
    meaning: 'fleet indexing is off, so that AWS makes no dynamic thing group (a warning)',
    remedy: 'switch it on, as the hint says',
  },
  DG5001: { meaning: 'the command line', remedy: 'the nearest word is named' },
  DG5002: { meaning: '`explain` has nothing on that word', remedy: 'the nearest one is named' },
  DG6001: { meaning: 'GitHub cannot be reached', remedy: 'network, GITHUB_API_URL, proxies' },
  DG6002: { meaning: 'the token lacks a permission', remedy: 'add it under `permissions` of the job' },
  DG6003: { meaning: 'the token is missing or not accepted', remedy: 'pass `token`' },
  DG6004: {
    meaning: 'GitHub has no such thing, or the token may not see it',
    remedy: 'check the repository and the permissions',
  },
  DG6005: { meaning: "GitHub's rate limit is reached", remedy: 'run again later' },
  DG6006: { meaning: 'GitHub failed', remedy: 'run again' },
  DG6007: { meaning: 'GitHub refuses the request', remedy: 'as its message says' },
  DG6008: { meaning: 'a text is longer than GitHub takes', remedy: 'report it: texts are composed to fit' },
  DG6009: { meaning: 'GITHUB_API_URL or GITHUB_REPOSITORY is malformed', remedy: 'it is set by GitHub Actions' },
  DG6010: { meaning: 'the event of the workflow cannot be read', remedy: 'run as a step of GitHub Actions' },
  DG6011: { meaning: 'an event that the Action does not run on', remedy: 'see the workflow in the documentation' },
  DG6012: { meaning: 'an unknown input, or a wrong value', remedy: 'the nearest one is named' },
  DG6013: {
    meaning: 'two folders of profiles in one repository have the same owner and target',
    remedy: 'give one of them another `owner`',
  },
  DG7001: {
    meaning: 'a bucket of `simulate` cannot be written: no room, or keys that need a file and a folder of one name',
    remedy: 'as the hint says',
  },
  DG7002: { meaning: 'the folder of `simulate --out` is not empty', remedy: 'name another, or empty it' },
  DG7101: {
    meaning: 'the MQTT broker cannot be reached, or is not available',
    remedy: 'check the address and the way to it; what is not acknowledged stays with the broker',
  },
  DG7102: {
    meaning: 'TLS with the broker fails, or a file of a certificate cannot be read',
    remedy: 'check `--ca`, `--cert` and `--key`, and that the certificate is active',
  },
  DG7103: {
    meaning: 'the broker refuses the client, or another one took its client id',
    remedy: 'credentials, `iot:Connect`, a `--client-id` of its own',
  },
  DG7104: {
    meaning: 'the broker refuses the subscription',
    remedy: 'give the policy `iot:Subscribe` and `iot:Receive`',
  },
  DG7105: {
    meaning: 'nothing can be received from this topic',
    remedy: 'as the hint says; Basic Ingest topics reach rules only',
  },
  DG7106: {
    meaning: 'what arrives cannot be written (disk full, no permission, closed pipe); it is not acknowledged',
    remedy: 'make room, then start again: it is delivered again',
  },
  DG7201: {
    meaning: '`verify` found a node of the data path missing, disabled, not ready or not as declared',
    remedy: 'plan and apply; what is exported goes no further than there',
  },
  DG7202: {
    meaning: 'the batch of `verify --publish` came to where errors are kept',
    remedy: 'the message has the reason: a missing stream, or what a role may not do',
  },
  DG7203: {
    meaning: 'the batch of `verify --publish` did not come in time',
    remedy: "WHERE of the rule, the metrics of AWS/IoT, the stream's log, what its role may do in the bucket",
  },
  DG7204: {
    meaning: 'the role of `verify --publish` may not publish, or not look into the bucket',
    remedy: 'add the statement that the hint has',
  },
} as const satisfies Readonly<Record<string, CodeFacts>>;

/** A code that something can be wrong with: explained here, or by a check. */
export type Code = keyof typeof CODES | `DG8${number}`;
