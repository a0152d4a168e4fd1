using System.Globalization;
using HaoChaPing.CaseManagement.Common;
using HaoChaPing.Workflows.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace HaoChaPing.Designer.Blazor.Hosting;

/// <summary>One line per log entry, so that a log can be searched by case number. The errors of a start are left to the program, which says them once and plainly.</summary>
internal sealed class OneLineConsole(MachineClock machine, StartLog start) : ConsoleFormatter(FormatterName)
{
    private const string FormatterName = "one-line";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var at = machine.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        var text = $"{at} {Short(entry.LogLevel)} {entry.Category} {entry.Formatter(entry.State, null)} {entry.Exception}";
        foreach (var kept in start.Left()) textWriter.WriteLine(kept);
        var line = text.TrimEnd().ReplaceLineEndings(" | ");
        if (entry.LogLevel < LogLevel.Warning || !start.Keep(line)) textWriter.WriteLine(line);
    }

    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "dbug",
    };

    public static void Add(ILoggingBuilder logging, bool demo)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.FormatterName = FormatterName).AddConsoleFormatter<OneLineConsole, ConsoleFormatterOptions>();
        // The framework's word on keys without an encryptor is answered by the permissions of the key folder.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // It warns that SQLite changes a table outside a transaction, which nobody can do otherwise.
            .AddFilter("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Error);
        // Who tries the product out reads accounts and address on this console: the routine of messages and sign-ins would push them out of sight.
        if (demo) logging.AddFilter("HaoChaPing", LogLevel.Warning);
    }
}
