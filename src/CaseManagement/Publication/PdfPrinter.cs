using System.Diagnostics;

namespace HaoChaPing.CaseManagement.Publication;

/// <summary>Prints a page as PDF with Chromium, which embeds the Chinese font. One at a time: a browser is heavy.</summary>
internal sealed class PdfPrinter : IDisposable
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The PDF; null where there is no browser.</summary>
    public async Task<byte[]?> PrintAsync(string html, CancellationToken cancellationToken)
    {
        if (Browsers.FirstOrDefault(File.Exists) is not { } browser) return null;
        await _one.WaitAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("bulletin-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, cancellationToken);
            var start = new ProcessStartInfo(browser)
            {
                RedirectStandardError = true, RedirectStandardOutput = true,
                ArgumentList = { "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={Path.Combine(folder.FullName, "profile")}", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri },
            };
            using var process = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Longest);
            try
            {
                await Task.WhenAll(process.StandardError.ReadToEndAsync(limit.Token), process.StandardOutput.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
            return await File.ReadAllBytesAsync(pdf, cancellationToken);
        }
        finally
        {
            _one.Release();
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => _one.Dispose();
}
