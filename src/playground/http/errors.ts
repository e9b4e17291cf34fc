/** One entry of a validation error, as GitHub writes it. */
export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom';
  readonly message?: string;
}

/** An answer that is an error: thrown by handlers, written in GitHub's form. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: readonly (FieldError | string)[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** GitHub's error body. */
  body(): Record<string, unknown> {
    return {
      message: this.message,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

export function forbidden(message = 'Resource not accessible by integration'): ApiError {
  return new ApiError(403, message);
}

/** 422 for a field that is missing or holds what it must not. */
export function invalidField(
  resource: string,
  field: string,
  code: FieldError['code'] = 'invalid',
  message?: string,
): ApiError {
  const error: FieldError = {
    resource,
    field,
    code,
    ...(message === undefined ? {} : { message }),
  };
  return new ApiError(422, 'Validation Failed', [error]);
}

/** 422 in the form that the checks endpoints use. */
export function invalidRequest(reason: string): ApiError {
  return new ApiError(422, `Invalid request.\n\n${reason}`);
}
