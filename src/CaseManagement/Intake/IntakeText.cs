using System.Text.RegularExpressions;
using HaoChaPing.CaseManagement.Common;

namespace HaoChaPing.CaseManagement.Intake;

/// <summary>Checks the form of texts that came from outside and keeps all that is wrong. Lengths are technical limits of the columns, no rules of law.</summary>
internal sealed partial class IntakeText
{
    internal const int LongestId = 100;
    internal const int LongestName = 200;
    internal const int LongestWords = 2000;
    internal const int LongestReason = 200;
    internal const int MostReasons = 50;
    internal const int MostVisits = 200;
    private const int LongestNumber = 40;
    // ITU-T E.164 allows 15; an extension behind it may add some.
    private const int MostPhoneDigits = 20;
    private static readonly string[] PersonKinds = ["naturalPerson", "legalPerson", "otherOrganisation", "society"];

    /// <summary>The first thing wrong, with every field that is; null when all is well.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>A short text on one line.</summary>
    public IntakeText Line(string pointer, string? text, int longest, bool required = false)
    {
        if (PlainText.IsBlank(text)) return Unless(!required, () => IntakeRefusals.Required(pointer));
        return Unless(text.Length <= longest, () => IntakeRefusals.TooLong(pointer, longest)).Unless(!text.Any(IsControl), () => IntakeRefusals.ControlCharacters(pointer));
    }

    /// <summary>Words of several lines.</summary>
    public IntakeText Words(string pointer, string? text, int longest) => text is null ? this
        : Unless(text.Length <= longest, () => IntakeRefusals.TooLong(pointer, longest))
            .Unless(!text.Any(c => IsControl(c) && c is not ('\n' or '\r' or '\t')), () => IntakeRefusals.ControlCharacters(pointer));

    public IntakeText AtMost(string pointer, int count, int most) => Unless(count <= most, () => IntakeRefusals.TooMany(pointer, most));

    public IntakeText Person(string pointer, PersonBody? person) => person is null ? this
        : Unless(PersonKinds.Contains(person.Kind), () => IntakeRefusals.UnknownPersonKind(pointer + "/kind"))
            .Line(pointer + "/name", person.Name, LongestName)
            .Unless(person.IdNumber is not { } id || (id.Length <= LongestNumber && IdNumber().IsMatch(id)), () => IntakeRefusals.BadIdNumber(pointer + "/idNumber"))
            .Number(pointer + "/phone", person.Phone);

    public IntakeText Number(string pointer, string? number) =>
        Unless(number is null || (number.Length <= LongestNumber && number.Count(char.IsAsciiDigit) <= MostPhoneDigits && Phone().IsMatch(number)), () => IntakeRefusals.BadPhone(pointer));

    public IntakeText Unless(bool well, Func<Refusal> refusal)
    {
        if (well) return this;
        var wrong = refusal();
        Refusal = Refusal is { } first ? first with { Errors = [.. first.Errors, .. wrong.Errors] } : wrong;
        return this;
    }

    private static bool IsControl(char c) => char.IsControl(c) || PlainText.TurnsAround(c);

    [GeneratedRegex(@"^[A-Za-z0-9()（）\-]*\z")]
    private static partial Regex IdNumber();

    [GeneratedRegex(@"^[0-9+ \-]*\z")]
    private static partial Regex Phone();
}
