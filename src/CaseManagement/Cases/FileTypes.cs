using System.IO.Compression;
using System.Text;

namespace HaoChaPing.CaseManagement.Cases;

/// <summary>The types of file that are taken, told by their content; the name's ending only has to agree.</summary>
internal static class FileTypes
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Dictionary<string, (string ContentType, Func<byte[], bool> Is)> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = ("application/pdf", c => Begins(c, "%PDF-"u8)),
        [".png"] = ("image/png", c => Begins(c, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        [".jpg"] = ("image/jpeg", IsJpeg),
        [".jpeg"] = ("image/jpeg", IsJpeg),
        [".webp"] = ("image/webp", c => Begins(c, "RIFF"u8) && c.Length > 12 && c.AsSpan(8, 4).SequenceEqual("WEBP"u8)),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", c => IsPackage(c, "word/document.xml")),
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", c => IsPackage(c, "xl/workbook.xml")),
        [".ofd"] = ("application/ofd", c => IsPackage(c, "OFD.xml")),
        [".txt"] = ("text/plain; charset=utf-8", IsText),
        [".csv"] = ("text/csv; charset=utf-8", IsText),
    };

    // A document of twenty megabytes holds pictures, which do not shrink; what unpacks to more than this was made to choke its reader.
    private const long LargestUnpacked = 200 * 1024 * 1024;

    private static readonly HashSet<string> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        ".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".jar", ".sh", ".lnk", ".cpl", ".reg",
    };

    /// <summary>What people are told.</summary>
    public const string Names = "PDF、OFD、PNG、JPG、WebP、DOCX、XLSX、TXT、CSV";

    /// <summary>The content type of an allowed file, or null.</summary>
    public static string? Of(string fileName, byte[] content) =>
        Allowed.TryGetValue(Path.GetExtension(fileName), out var type) && type.Is(content) ? type.ContentType : null;

    // A document that brings its own program is no evidence.
    private static bool BringsAProgram(ZipArchiveEntry entry) =>
        entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || Programs.Contains(Path.GetExtension(entry.Name));

    private static bool Begins(byte[] content, ReadOnlySpan<byte> signature) => content.AsSpan().StartsWith(signature);

    private static bool IsJpeg(byte[] content) => Begins(content, [0xFF, 0xD8, 0xFF]);

    private static bool IsPackage(byte[] content, string main)
    {
        if (!Begins(content, "PK\u0003\u0004"u8)) return false;
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            return zip.GetEntry(main) is not null && !zip.Entries.Any(BringsAProgram) && zip.Entries.Sum(e => e.Length) <= LargestUnpacked;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // Programs, scripts with an interpreter line and markup a browser would run are not plain text.
    private static bool IsText(byte[] content)
    {
        if (Begins(content, "MZ"u8) || Begins(content, [0x7F, 0x45, 0x4C, 0x46]) || Begins(content, "#!"u8)) return false;
        try
        {
            var text = StrictUtf8.GetString(content).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
            return !text.Contains('\0', StringComparison.Ordinal) && !text.StartsWith('<');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
