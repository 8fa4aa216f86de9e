using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Experiments.Tests.Report;

/// <summary>A real Chromium with the committed page open, as it opens from a file.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why tests in it are skipped.</summary>
    public static string Reason => $"there is no Chromium: none of {string.Join(", ", Places)}";

    /// <summary>Whether there is one.</summary>
    public static bool IsThere => Places.Any(File.Exists);

    /// <summary>What the console said and what was asked for beside the page itself.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>The page's address.</summary>
    private static string Address => new Uri(Path.Combine(AppContext.BaseDirectory, "output", "report.html")).AbsoluteUri;

    /// <summary>Starts it, where it is there.</summary>
    public async ValueTask StartAsync()
    {
        if (IsThere)
        {
            playwright = await Playwright.CreateAsync().ConfigureAwait(false);
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Places.First(File.Exists),
                Args = ["--no-sandbox", "--disable-gpu"],
            }).ConfigureAwait(false);
        }
    }

    /// <summary>The page in a window of a width, in a theme of the system, at a place such as #claims.</summary>
    public async Task<IPage> OpenAsync(int width = 1000, ColorScheme scheme = ColorScheme.Light, string place = "")
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme })
            .ConfigureAwait(false);
        page.Console += (_, message) => Heard.Enqueue($"console: {message.Text}");
        page.PageError += (_, error) => Heard.Enqueue($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                Heard.Enqueue($"request: {request.Url}");
            }
        };
        await page.GotoAsync(Address + place).ConfigureAwait(false);
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync().ConfigureAwait(false);
        }

        playwright?.Dispose();
    }
}
