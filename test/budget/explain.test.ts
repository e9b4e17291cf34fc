import { expect, test } from '@jest/globals';
import { explainBudget, formatExplanation } from '../../src/budget/explain.ts';
import { operation, settingsOf } from './examples.ts';

const text = `drift_budget:
  default_budget: { max_non_breaking_changes: 10 }
  per_workspace_budgets:
    acme/shop: { max_breaking_changes: 2 }
  per_tag_budgets:
    users: { max_non_breaking_changes: 8 }
  per_endpoint_budgets:
    "POST /api/users":
      max_non_breaking_changes: 3
  precedence: [endpoint, tag, service]
`;

test('the explanation says key by key who decided, and level by level what was looked at', () => {
  const explanation = explainBudget(
    settingsOf(text),
    operation('POST /api/users', { tags: ['users', 'people'] }),
  );
  expect(formatExplanation(explanation)).toBe(`POST /api/users
  tags: users, people · service: none · workspace: acme/shop

Budget in force:
  max_breaking_changes              0         default (built in)
  max_potentially_breaking_changes  no limit
  max_non_breaking_changes          3         endpoint POST /api/users (holdfast.yml:9:7)
                                              instead of 8 from tag users (holdfast.yml:6:14)
                                              instead of 10 from default (holdfast.yml:2:21)
  max_field_churn_percent           no limit
  time_window_days                  30        default (built in)
  severity_threshold                high      default (built in)
  enabled                           true      default (built in)

Levels, strongest first:
  endpoint   POST /api/users (holdfast.yml:8:5): max_non_breaking_changes: 3
  tag        users (holdfast.yml:6:5): max_non_breaking_changes: 8
  service    none: the contract belongs to no declared service
  default    (holdfast.yml:2:3): max_non_breaking_changes: 10
             (built in): max_breaking_changes: 0, time_window_days: 30, severity_threshold: high, enabled: true
  workspace  not considered: precedence does not list it
`);
  expect(explanation).toMatchObject({
    workspace: 'acme/shop',
    switched_off_by: null,
    unset: ['max_potentially_breaking_changes', 'max_field_churn_percent'],
    not_considered: ['workspace'],
  });
});

test('it says first when nothing is judged, and by whom', () => {
  const settings = settingsOf(`drift_budget:
  per_tag_budgets:
    internal: { enabled: false }
`);
  const explanation = explainBudget(settings, operation('GET /x', { tags: ['internal'] }));
  expect(explanation.switched_off_by).toMatchObject({ level: 'tag', name: 'internal' });
  expect(formatExplanation(explanation)).toContain(
    '\nNot judged: switched off by tag internal (holdfast.yml:3:17).\n',
  );
});

test('names from a repository cannot command the terminal', () => {
  const subject = operation('GET /x\u001b[31m', { tags: ['a\u202eb', 'c\nd'] });
  const said = formatExplanation(explainBudget(settingsOf(''), subject));
  expect(said).toContain('GET /x\\u{1b}[31m\n  tags: a\\u{202e}b, c\\nd ·');
});
