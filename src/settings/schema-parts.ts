/** The parts of JSON Schema that the settings use. */
export interface SettingsSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly const?: string | false;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: 'uri';
  /** What the text must look like, in words: said by Holdfast and by VS Code in place of the pattern. */
  readonly patternErrorMessage?: string;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: SettingsSchema;
  readonly properties?: { readonly [key: string]: SettingsSchema | false };
  readonly additionalProperties?: SettingsSchema | false;
  readonly propertyNames?: SettingsSchema;
  readonly required?: readonly string[];
  readonly allOf?: readonly SettingsSchema[];
  readonly if?: SettingsSchema;
  readonly else?: SettingsSchema;
  readonly not?: SettingsSchema;
}

/** A switch; its default is shown to editors, its opposite as the example. */
export const flag = (description: string, preset: boolean): SettingsSchema => ({
  description,
  type: 'boolean',
  default: preset,
  examples: [!preset],
});

/** Names of services, tags and workspaces: nothing that is invisible or moves the text around it. */
export const NAMES: SettingsSchema = {
  maxLength: 200,
  pattern: '^[^\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]+$',
  patternErrorMessage: 'a name of 1 to 200 visible characters',
};

/** A glob in the form that `glob.ts` knows: without `(`, a leading `!` and `\`. */
export const GLOB: SettingsSchema = {
  type: 'string',
  maxLength: 200,
  pattern: '^(?![/!])(?!(?:.*/)?\\.\\.?(?:/|$))[^\\\\()\\x00-\\x1f]+$',
  patternErrorMessage:
    'a glob of a path from the root of the repository, of at most 200 characters, with *, **, ?, [a-z] and {a,b}, without a leading / or !, without . or .. parts, \\ and parentheses',
};

/** A list of globs. */
export const globs = (
  description: string,
  extra: Partial<SettingsSchema> = {},
): SettingsSchema => ({
  description,
  type: 'array',
  uniqueItems: true,
  items: GLOB,
  ...extra,
});
