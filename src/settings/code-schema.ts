/** The parts of the settings schema that say how code is held against what is promised of it. */
import { DEFAULT_CONFIG, DEFAULT_SPEC } from './defaults.ts';
import { flag, type SettingsSchema } from './schema-parts.ts';

/** What `spec` may hold. */
export const SPEC_SCHEMA: SettingsSchema = {
  description: 'How the routes that code serves are held against the operations of the contracts.',
  type: 'object',
  additionalProperties: false,
  properties: {
    enabled: flag('false: code is not held against contracts.', DEFAULT_SPEC.enabled),
    exclude: {
      description:
        'Paths that the code serves and no contract needs to have, with * for one part of a path and ** for any number. Health checks, documentation and static files are known without this.',
      type: 'array',
      uniqueItems: true,
      items: {
        type: 'string',
        maxLength: 200,
        pattern: '^/[^\\\\()\\x00-\\x1f]*$',
        patternErrorMessage:
          'a pattern of API paths that begins with /, of at most 200 characters, with *, **, ?, [a-z], {a,b} and {parameter}, without \\ and parentheses',
      },
      default: DEFAULT_SPEC.exclude,
      examples: [['/internal/**', '/admin/*']],
    },
    base_path: {
      description:
        'What the paths of the code begin with and those of the contracts do not, such as /api; with a minus in front the other way round. Default: worked out from the paths themselves.',
      type: 'string',
      maxLength: 200,
      pattern: '^-?/[^\\s]*$',
      patternErrorMessage: 'a path that begins with /, or with -/',
      examples: ['/api'],
    },
    remove_unimplemented: flag(
      'true: fixes take operations out of contracts that the code does not serve.',
      DEFAULT_SPEC.remove_unimplemented,
    ),
  },
};

/** What `config` may hold. */
export const CONFIG_SCHEMA: SettingsSchema = {
  description:
    'How the settings that code reads are held against those that are documented and supplied.',
  type: 'object',
  additionalProperties: false,
  properties: {
    enabled: flag('false: settings of the code are not looked at.', DEFAULT_CONFIG.enabled),
    exclude: {
      description: 'Names that are left alone, with * for any characters.',
      type: 'array',
      uniqueItems: true,
      items: {
        type: 'string',
        maxLength: 200,
        pattern: '^[A-Za-z0-9_.*-]+$',
        patternErrorMessage: 'the name of a variable, with *',
      },
      default: DEFAULT_CONFIG.exclude,
      examples: [['LEGACY_*']],
    },
    remove_stale: flag(
      'true: fixes take names out of documents that nothing reads.',
      DEFAULT_CONFIG.remove_stale,
    ),
  },
};
