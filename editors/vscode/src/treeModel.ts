// The view "Modal: Apps" as plain values; tree.ts shows them.
import type { App, Member, Range } from './protocol';

export interface Node {
  /** Decides icon and menu: "app", "function", "class", "method", "web", "schedule", "local_entrypoint", "resource". */
  kind: string;
  label: string;
  /** Dimmed, behind the label. */
  description: string;
  uri: string;
  range: Range | undefined;
  app: string;
  /** As the operating commands want it: "train" or "Model.generate"; empty when it cannot be run. */
  runs: string;
  children: Node[];
}

const shownDetails = ['schedule', 'gpu', ''];
/** Decorators that say no more than the icon does. */
const plain = ['@function', '@cls', '@method'];

function describe(details: Record<string, string>): string {
  const text = (key: string) => {
    const value = details[key] ?? '';
    if (key === 'gpu' && value !== '') return `gpu=${value}`;
    return key === ''
      ? value
          .split(', ')
          .filter((each) => !plain.includes(each))
          .join(', ')
      : value;
  };
  return shownDetails
    .map(text)
    .filter((each) => each !== '')
    .join(', ');
}

function kindOf(member: Member): string {
  return member.kind === 'function' && member.details['schedule'] !== undefined ? 'schedule' : member.kind;
}

function memberNode(app: App, member: Member, label: string): Node {
  const kind = kindOf(member);
  return {
    kind,
    label,
    description: describe(member.details),
    uri: member.uri,
    range: member.range,
    app: app.name,
    runs: kind === 'class' ? '' : member.name,
    children: [],
  };
}

/** Methods go below their class, which is what "Class.method" names; without it they stand for themselves. */
function memberNodes(app: App): Node[] {
  const classes = new Map<string, Node>();
  for (const member of app.functions)
    if (member.kind === 'class') classes.set(member.name, memberNode(app, member, member.name));
  const top: Node[] = [];
  for (const member of app.functions) {
    const dot = member.name.indexOf('.');
    const owner = dot > 0 ? classes.get(member.name.slice(0, dot)) : undefined;
    const own = classes.get(member.name);
    if (owner) owner.children.push(memberNode(app, member, member.name.slice(dot + 1)));
    else top.push(own ?? memberNode(app, member, member.name));
  }
  return top;
}

function resourceNodes(app: App): Node[] {
  return app.resources.map(({ kind, name }) => ({
    kind: 'resource',
    label: name,
    description: kind,
    uri: '',
    range: undefined,
    app: app.name,
    runs: '',
    children: [],
  }));
}

export function appNodes(apps: App[]): Node[] {
  return apps.map((app) => ({
    kind: 'app',
    label: app.name,
    description: app.deployed
      .map(({ environment, version }) => (version === '' ? environment : `${environment} ${version}`))
      .join(', '),
    uri: app.uri,
    range: app.range,
    app: app.name,
    runs: '',
    children: [...memberNodes(app), ...resourceNodes(app)],
  }));
}
