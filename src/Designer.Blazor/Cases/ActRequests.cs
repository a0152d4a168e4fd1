using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.CaseManagement.Extensions;
using HaoChaPing.CaseManagement.Ordinances;
using HaoChaPing.Designer.Blazor.Inbox;
using HaoChaPing.Designer.Blazor.Shell;
using MediatR;

namespace HaoChaPing.Designer.Blazor.Cases;

/// <summary>From the form of an act to its use case. The use case checks all of it again.</summary>
internal static class ActRequests
{
    /// <summary>Sends the act; the refusal, or null when it is done.</summary>
    public static Task<Refusal?> SendAsync(ScopedSender sender, string number, string act, FormDraft form) => act switch
    {
        "extension" => Sent(sender, new RequestExtension(number, form.Text("reason"), SpanOf(form.Text("extension")), FilesOf(form, "stampedFile") is [var stamped, ..] ? stamped : null, [.. FilesOf(form, "stampedFile").Skip(1), .. FilesOf(form, "attachments")])),
        _ => throw new InvalidOperationException($"Expected an act with a page, but '{act}' has none."),
    };

    private static async Task<Refusal?> Sent<T>(ScopedSender sender, IRequest<Result<T>> request) => (await sender.SendAsync(request)).Refusal;

    private static IReadOnlyList<Guid> FilesOf(FormDraft form, string field) => [.. form.Files(field).Select(f => f.Id)];

    // An option reads such as "5 businessDay".
    private static Duration? SpanOf(string option) =>
        option.Split(' ') is [var amount, var unit] && int.TryParse(amount, CultureInfo.InvariantCulture, out var n) ? new Duration(n, unit) : null;
}
