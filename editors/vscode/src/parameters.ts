// From a function's parameters and what a person typed to the arguments of the command line.
import type { Parameter } from './protocol';

export function isBoolean(parameter: Parameter): boolean {
  return /^bool\b/.test(parameter.type);
}

/** Whether it has to be given: there is no default. */
export function isRequired(parameter: Parameter): boolean {
  return parameter.defaultText === undefined;
}

/**
 * The arguments that say `value`, as Modal's command line takes them: `--name=value`, `--flag` or `--no-flag`.
 * Nothing for a default that was left as it is. One word each, so that a value may begin with a dash.
 */
export function toArguments(parameter: Parameter, value: string): string[] {
  if (value === parameter.defaultText) return [];
  const option = parameter.name.replaceAll('_', '-');
  if (isBoolean(parameter)) return [/^(true|yes|1)$/i.test(value) ? `--${option}` : `--no-${option}`];
  return [`--${option}=${value}`];
}
