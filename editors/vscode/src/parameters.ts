// From a function's parameters and what a person typed to the arguments of the command line.
import type { Parameter } from './protocol';

export function isBoolean(parameter: Parameter): boolean {
  return /^(bool\b|Optional\[bool\])/.test(parameter.type);
}

/** Whether it has to be given: there is no default. */
export function isRequired(parameter: Parameter): boolean {
  return parameter.defaultText === undefined;
}

/** The default as a person would type it: a string without its quotes, nothing for None. */
export function typedDefault(parameter: Parameter): string {
  const text = parameter.defaultText ?? '';
  if (text === 'None') return '';
  const [, , content] = /^(["'])([^\\"']*)\1$/.exec(text) ?? [];
  return content ?? text;
}

const optionOf = (parameter: Parameter) => parameter.name.replaceAll('_', '-');

/**
 * The arguments that say `value`, as Modal's command line takes them: `--name=value`, `--flag` or `--no-flag`.
 * Nothing for a default that was left as it is. One word each, so that a value may begin with a dash.
 */
export function toArguments(parameter: Parameter, value: string): string[] {
  if (!isRequired(parameter) && value === typedDefault(parameter)) return [];
  if (isBoolean(parameter))
    return [value === 'True' ? `--${optionOf(parameter)}` : `--no-${optionOf(parameter)}`];
  return [`--${optionOf(parameter)}=${value}`];
}

/** What `args` say of the parameter, the other way round; its default when they say nothing. */
export function valueIn(args: string[], parameter: Parameter): string {
  const option = optionOf(parameter);
  if (args.includes(`--${option}`)) return 'True';
  if (args.includes(`--no-${option}`)) return 'False';
  const said = args.findLast((word) => word.startsWith(`--${option}=`));
  return said === undefined ? typedDefault(parameter) : said.slice(option.length + 3);
}
