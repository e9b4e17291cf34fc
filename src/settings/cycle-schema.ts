/** The parts of the settings schema that say which branches are audited, when, and how what is found is shown. */
import { DEFAULT_INCIDENT_ISSUES, DEFAULT_REVIEW, DEFAULT_SCHEDULE } from './defaults.ts';
import { flag, globs, type SettingsSchema } from './schema-parts.ts';
import { REVIEW_MODES } from './settings.ts';

/** What `branches` may hold. */
export const BRANCHES_SCHEMA: SettingsSchema = globs(
  'Branches that are audited at every push beside the default branch, by name or glob. Read from the default branch.',
  { default: [], examples: [['release/*']] },
);

/** What `schedule` may hold. */
export const SCHEDULE_SCHEMA: SettingsSchema = {
  description:
    'When the default branch is audited though nobody pushed. Each repository begins a little later, always by the same.',
  type: 'object',
  additionalProperties: false,
  properties: {
    enabled: flag('false: only pushes and requests start an audit.', DEFAULT_SCHEDULE.enabled),
    cron: {
      description: 'Minute, hour, day of the month, month and day of the week.',
      type: 'string',
      maxLength: 100,
      default: DEFAULT_SCHEDULE.cron,
      examples: ['30 6 * * 1-5'],
    },
    timezone: {
      description: 'The time zone of `cron`, by its name in the IANA database.',
      type: 'string',
      maxLength: 64,
      default: DEFAULT_SCHEDULE.timezone,
      examples: ['Europe/Berlin'],
    },
  },
};

/** What `review` may hold. */
export const REVIEW_SCHEMA: SettingsSchema = {
  description:
    'Whether what breaks, or exceeds a budget, is said on the lines of a pull request’s diff: comments, or off.',
  type: 'string',
  enum: REVIEW_MODES,
  default: DEFAULT_REVIEW,
  examples: ['off'],
};

/** What `incidents.issues` may hold. */
export const INCIDENT_ISSUES_SCHEMA: SettingsSchema = {
  description: 'How incidents are shown as issues of the repository.',
  type: 'object',
  additionalProperties: false,
  properties: {
    enabled: flag(
      'false: incidents are kept and shown, but no issues are written.',
      DEFAULT_INCIDENT_ISSUES.enabled,
    ),
    max_new: {
      description:
        'How many issues one audit opens at most; further incidents are listed in one issue.',
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: DEFAULT_INCIDENT_ISSUES.max_new,
      examples: [5],
    },
    assign_code_owners: flag(
      'true: the people whom CODEOWNERS names for the contract are assigned.',
      DEFAULT_INCIDENT_ISSUES.assign_code_owners,
    ),
    dashboard: flag('false: there is no issue “Drift health”.', DEFAULT_INCIDENT_ISSUES.dashboard),
  },
};
