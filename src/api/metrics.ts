/** The operation that shows how drift went over time. */
import { AREAS, type Area } from '../drift/drift.ts';
import type { Sample } from '../store/samples.ts';
import { operation } from './operation.ts';
import { invalid } from './refusal.ts';
import {
  answer,
  integer,
  list,
  moment,
  nullable,
  object,
  oneOf,
  readMoment,
  ref,
  text,
  time,
} from './schema.ts';
import { type Interval, seriesOf } from './series.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const DEFAULT_DAYS = 90;
const MOST_DAYS = 732;

const percent = (description: string) =>
  nullable({
    type: 'number',
    description: `${description}, in percent; null where it is not known.`,
  });
const count = (description: string) => integer(description, { minimum: 0 });

export const METRICS_SCHEMAS = {
  MetricPoint: {
    ...answer({
      date: text('First day of the period, in UTC.', { format: 'date' }),
      cycles: count('How many cycles there were.'),
      drifts: {
        ...answer({
          non_breaking: count('Harmless ones.'),
          potentially_breaking: count('Those that may break.'),
          definitely_breaking: count('Those that break.'),
        }),
        description: 'What the cycles found to be new.',
      },
      open_incidents: count('Open and acknowledged incidents after the last cycle.'),
      problems: count('What the last cycle could not check.'),
      alignment_percent: percent('Aligned of all'),
      churn_percent: percent(
        'Fields added, removed or changed in the period, of those there were before it; what changes in several cycles counts in each',
      ),
      budgets: list(
        answer({
          level: text('Level of the budget.'),
          name: text('What it is for.'),
          key: text('The limit.'),
          limit: { type: 'number', description: 'What is allowed.' },
          used: { type: 'number', description: 'What was used.' },
          left: { type: 'number', description: 'What was left; not below zero.' },
        }),
        'How much of each limit was used.',
      ),
    }),
    description: 'What one day or week came to.',
  },
};

interface MetricsQuery {
  readonly interval: Interval;
  readonly from?: string;
  readonly to?: string;
  readonly workspace_id?: string;
  readonly area?: Area;
  readonly branch?: string;
}

export const metrics = operation<MetricsQuery>({
  method: 'get',
  path: '/metrics',
  id: 'metrics',
  tag: 'metrics',
  summary: 'Drift, churn, alignment and budgets over time',
  description: 'A period without a cycle has no point.',
  access: 'read',
  query: object({
    interval: {
      ...oneOf(['day', 'week'], 'Length of a period; weeks begin on Monday.'),
      default: 'day',
    },
    from: moment(`Where it begins; ${DEFAULT_DAYS} days before the end unless given.`),
    to: moment('Where it ends; now unless given.'),
    workspace_id: text('Only of this workspace.'),
    area: oneOf(AREAS, 'Only of this area.'),
    branch: text('Of this branch; the default branch of each repository unless given.'),
  }),
  answers: {
    200: {
      description: 'The series.',
      schema: answer({
        from: time('Where it begins.'),
        to: time('Where it ends.'),
        interval: oneOf(['day', 'week'], 'Length of a period.'),
        series: list(
          answer({
            workspace_id: text('The workspace.'),
            area: oneOf(AREAS, 'The area.'),
            points: list(ref('MetricPoint'), 'Oldest first.'),
          }),
          'One for each workspace and area.',
        ),
      }),
    },
  },
  handle: async ({ store, caller, query, now }) => {
    const to = query.to === undefined ? now() : readMoment(query.to, 'to');
    const from =
      query.from === undefined
        ? new Date(to.getTime() - DEFAULT_DAYS * DAY_MS)
        : readMoment(query.from, 'from');
    if (from >= to) throw invalid({ parameter: 'from' }, 'from must be before to.');
    if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) {
      throw invalid({ parameter: 'from' }, `from may be at most ${MOST_DAYS} days before to.`);
    }
    const samples = await store.visible.samples(caller.scopes, {
      ...(query.workspace_id === undefined ? {} : { workspace: query.workspace_id }),
      ...(query.area === undefined ? {} : { area: query.area }),
      from,
      to,
    });
    const labels = await store.visible.repositoryLabels(
      caller.scopes.map((scope) => ({ ...scope, workspace: null })),
      [...new Set(samples.map(({ repositoryId }) => repositoryId))],
    );
    const branches = new Map(labels.map(({ id, defaultBranch }) => [id, defaultBranch]));
    const wanted = (sample: Sample) => {
      const branch = query.branch ?? branches.get(sample.repositoryId) ?? null;
      return branch === null || branch === sample.branch;
    };
    return {
      status: 200,
      body: {
        from: from.toISOString(),
        to: to.toISOString(),
        interval: query.interval,
        series: seriesOf(samples.filter(wanted), query.interval),
      },
    };
  },
});
