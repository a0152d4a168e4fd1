namespace HaoChaPing.CaseManagement.Common;

/// <summary>Why a refusal is one; decides the HTTP status (api.md, conventions).</summary>
public enum RefusalKind
{
    /// <summary>400</summary>
    Malformed,
    /// <summary>401</summary>
    NotSignedIn,
    /// <summary>403</summary>
    NotAllowed,
    /// <summary>404</summary>
    NotFound,
    /// <summary>409</summary>
    Conflict,
    /// <summary>413</summary>
    TooLarge,
    /// <summary>422</summary>
    Rule,
    /// <summary>429</summary>
    TooMany,
}

/// <summary>One wrong field: a JSON pointer into the request and a Chinese sentence.</summary>
public sealed record FieldError(string Pointer, string Message);

/// <summary>A "no": stable code, a Simplified Chinese sentence saying what to do next, and the fields that are wrong.</summary>
public sealed record Refusal(RefusalKind Kind, string Code, string Message, IReadOnlyList<FieldError> Errors)
{
    public static Refusal Malformed(string code, string message, params FieldError[] errors) => new(RefusalKind.Malformed, code, message, errors);
    public static Refusal NotAllowed(string code, string message) => new(RefusalKind.NotAllowed, code, message, []);
    public static Refusal NotFound(string code, string message) => new(RefusalKind.NotFound, code, message, []);
    public static Refusal Conflict(string code, string message) => new(RefusalKind.Conflict, code, message, []);
    public static Refusal TooLarge(string code, string message) => new(RefusalKind.TooLarge, code, message, []);
    public static Refusal Rule(string code, string message, params FieldError[] errors) => new(RefusalKind.Rule, code, message, errors);
}
