export interface FieldProblem {
  path: (string | number)[];
  message: string;
}

interface Body {
  error: string;
  code: string;
  details: Record<string, unknown>;
  request_id: string | null;
}

/** Any answer that is not the one asked for, in one shape; `status` 0 means that no answer came. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly requestId: string | null;
  readonly retryAfter: number | null;

  constructor(status: number, body: Body, retryAfter: number | null = null) {
    super(body.error);
    this.status = status;
    this.code = body.code;
    this.details = body.details;
    this.requestId = body.request_id;
    this.retryAfter = retryAfter;
  }

  get fields(): FieldProblem[] {
    const fields = this.details["fields"];
    return Array.isArray(fields) ? (fields as FieldProblem[]) : [];
  }
}

const UNREACHABLE: Body = {
  error: "The server cannot be reached. Check the connection and try again.",
  code: "unreachable",
  details: {},
  request_id: null,
};

export function unreachable(): ApiError {
  return new ApiError(0, UNREACHABLE);
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && "error" in value && typeof value.error === "string" && "code" in value;
}

/** The error in an answer's body; a body in another shape (a proxy's page) becomes a plain sentence. */
export function errorFrom(response: Response, body: unknown): ApiError {
  const after = response.headers.get("Retry-After");
  const retryAfter = after !== null && /^\d+$/.test(after) ? parseInt(after, 10) : null;
  if (isBody(body)) {
    return new ApiError(response.status, { ...body, details: body.details ?? {} }, retryAfter);
  }
  const plain: Body = {
    error: `The server answered ${response.status} and did not say why. Try again in a moment.`,
    code: "unexpected_answer",
    details: {},
    request_id: response.headers.get("X-Request-ID"),
  };
  return new ApiError(response.status, plain, retryAfter);
}
