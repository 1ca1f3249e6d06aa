// What the server answers to its commands, and how to read an answer that may come from another version of it.

/** A position as LSP counts it: both from 0, `character` in UTF-16 code units. */
export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

/** The only argument of the operating commands. */
export interface Operation {
  uri?: string;
  function?: string;
  app?: string;
  environment?: string;
  tag?: string;
  arguments?: string[];
  dryRun?: boolean;
}

/** One step of the checks that go before an operation. */
export interface Check {
  name: string;
  ok: boolean;
  message: string;
  fix: string;
}

/** A parameter of the function that is to run; its default as Python text, undefined when it has to be given. */
export interface Parameter {
  name: string;
  type: string;
  defaultText: string | undefined;
}

export interface OperationAnswer {
  ok: boolean;
  message: string;
  argv: string[];
  cwd: string;
  environment: string;
  preflight: { ok: boolean; checks: Check[] } | undefined;
  parameters: Parameter[];
  /** Of `run`: those of the last time, or what was given. */
  arguments: string[];
}

export interface Identity {
  /** Undefined when there is no `modal` command. */
  cli: { path: string; version: string } | undefined;
  profile: string;
  workspace: string;
  environment: string;
  production: boolean;
  token: boolean;
}

export interface Member {
  name: string;
  kind: string;
  uri: string;
  range: Range;
  /** What is worth saying beside the name: `gpu="L4"`, a schedule, an address. */
  details: Record<string, string>;
}

export interface App {
  name: string;
  uri: string;
  range: Range;
  functions: Member[];
  resources: { kind: string; name: string }[];
  /** Where it is deployed, as far as that was asked. */
  deployed: { environment: string; version: string }[];
}

/** What `modal-lsp/runInTerminal` asks for. */
export interface TerminalRequest {
  title: string;
  argv: string[];
  cwd: string;
  env: Record<string, string>;
}

type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fields(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
  return list(value).filter((each): each is string => typeof each === 'string');
}

/** A value as a person would write it: strings bare, the rest as JSON. */
export function display(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function position(value: unknown): Position {
  const { line, character } = fields(value);
  return {
    line: typeof line === 'number' ? line : 0,
    character: typeof character === 'number' ? character : 0,
  };
}

function range(value: unknown): Range {
  const { start, end } = fields(value);
  return { start: position(start), end: position(end) };
}

function check(value: unknown): Check {
  const { name, ok, message, fix } = fields(value);
  return { name: text(name), ok: ok === true, message: text(message), fix: text(fix) };
}

function parameter(value: unknown): Parameter {
  const { name, type, default: given } = fields(value);
  const none = given === undefined || given === null;
  return { name: text(name), type: text(type), defaultText: none ? undefined : display(given) };
}

/** Reads the answer of an operating command; what is missing reads as empty, a missing `ok` as success. */
export function operationAnswer(value: unknown): OperationAnswer {
  const all = fields(value);
  const preflight = all['preflight'];
  return {
    ok: all['ok'] !== false,
    message: text(all['message']),
    argv: texts(all['argv']),
    cwd: text(all['cwd']),
    environment: text(all['environment']),
    preflight: isObject(preflight)
      ? { ok: preflight['ok'] !== false, checks: list(preflight['checks']).map(check) }
      : undefined,
    arguments: texts(all['arguments']),
    parameters: list(all['parameters'])
      .map(parameter)
      .filter((each) => each.name !== ''),
  };
}

export function identity(value: unknown): Identity | undefined {
  if (!isObject(value)) return undefined;
  const cli = value['cli'];
  return {
    cli: isObject(cli) ? { path: text(cli['path']), version: text(cli['version']) } : undefined,
    profile: text(value['profile']),
    workspace: text(value['workspace']),
    environment: text(value['environment']),
    production: value['production'] === true,
    token: value['token'] === true,
  };
}

/** `["@asgi_app", "gpu=\"L4\""]` or an object; what has no key goes below "". */
function details(value: unknown): Record<string, string> {
  const out: Record<string, string> = {};
  const add = (key: string, each: string) =>
    (out[key] = out[key] === undefined ? each : `${out[key]}, ${each}`);
  if (Array.isArray(value) || typeof value === 'string')
    for (const each of texts([value].flat())) {
      const [, key = '', rest = each] = /^(\w+)=(.*)$/s.exec(each) ?? [];
      if (each !== '') add(key, rest);
    }
  else
    for (const [key, each] of Object.entries(fields(value)))
      if (each !== null && each !== '') add(key, display(each));
  return out;
}

function member(value: unknown): Member {
  const all = fields(value);
  return {
    name: text(all['name']),
    kind: text(all['kind']),
    uri: text(all['uri']),
    range: range(all['range']),
    details: details(all['details']),
  };
}

function app(value: unknown): App {
  const all = fields(value);
  return {
    name: text(all['name']),
    uri: text(all['uri']),
    range: range(all['range']),
    functions: list(all['functions']).map(member),
    resources: list(all['resources']).map((each) => {
      const { kind, name } = fields(each);
      return { kind: text(kind), name: text(name) };
    }),
    deployed: list(all['deployed']).map((each) => {
      const { environment, version } = fields(each);
      return { environment: text(environment), version: text(version) };
    }),
  };
}

/** What "refresh live names" found, in words. */
export function liveNames(value: unknown): { ok: boolean; message: string } {
  const all = fields(value);
  return { ok: all['ok'] === true, message: text(all['message']) };
}

/** What a file can begin with. */
export function fileKinds(value: unknown): { kind: string; summary: string }[] {
  return list(fields(value)['kinds'])
    .map(fields)
    .map((each) => ({ kind: text(each['kind']), summary: text(each['summary']) }))
    .filter(({ kind }) => kind !== '');
}

/** The apps of the workspace, sorted by name. */
export function apps(value: unknown): App[] {
  return list(value)
    .map(app)
    .sort((left, right) => left.name.localeCompare(right.name));
}

export function locations(value: unknown): { uri: string; range: Range }[] {
  return list(value).map((each) => {
    const all = fields(each);
    return { uri: text(all['uri']), range: range(all['range']) };
  });
}

/** Undefined when it names no program. */
export function terminalRequest(value: unknown): TerminalRequest | undefined {
  const all = fields(value);
  const argv = texts(all['argv']);
  if (argv.length === 0) return undefined;
  const env = Object.entries(fields(all['env'])).filter(
    (each): each is [string, string] => typeof each[1] === 'string',
  );
  return {
    title: text(all['title']) || argv.join(' '),
    argv,
    cwd: text(all['cwd']),
    env: Object.fromEntries(env),
  };
}

export interface Page {
  title: string;
  url: string;
  text: string;
}

export function pages(value: unknown): Page[] {
  return list(value).map((each) => {
    const { title, url, text: excerpt } = fields(each);
    return { title: text(title), url: text(url), text: text(excerpt) };
  });
}
