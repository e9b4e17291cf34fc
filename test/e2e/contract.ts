/** A small contract whose parts the end-to-end tests change. */
export function shopContract(
  change: { readonly newUserRequired?: readonly string[]; readonly sortable?: boolean } = {},
): string {
  return `openapi: 3.0.3
info:
  title: Shop
  version: 1.0.0
paths:
  /api/users:
    get:
      operationId: listUsers
      tags: [users]
${
  change.sortable
    ? `      parameters:
        - name: sort
          in: query
          schema:
            type: string
`
    : ''
}      responses:
        "200":
          description: Users.
    post:
      operationId: createUser
      tags: [users]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [${(change.newUserRequired ?? ['email']).join(', ')}]
              properties:
                email:
                  type: string
                phone:
                  type: string
      responses:
        "201":
          description: Created.
`;
}

export const SETTINGS = `drift_budget:
  default_budget:
    max_breaking_changes: 0
  per_endpoint_budgets:
    "POST /api/users":
      max_breaking_changes: 0
`;
