using System.Globalization;
using System.Text.Json;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Microsoft.Playwright;

namespace Experiments.Tests.Report;

/// <summary>The committed page in a real Chromium; skipped where there is none.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private const string Texts = "cells => cells.map(cell => cell.querySelector('data')?.value ?? cell.textContent)";

    private static readonly string[] Columns = ["step", "expression", "value", "bits", "exact", "ulps"];

    private readonly Chromium chromium = new();

    public ValueTask InitializeAsync() => chromium.StartAsync();

    public ValueTask DisposeAsync() => chromium.DisposeAsync();

    [Fact]
    public async Task Every_figure_is_drawn_nothing_is_said_on_the_console_and_nothing_is_asked_for()
    {
        var page = await Open();
        var stems = new Page(await File.ReadAllTextAsync(new Uri(page.Url).LocalPath, TestContext.Current.CancellationToken)).Stems;
        var widths = await page.EvalOnSelectorAllAsync<int[]>(
            "img", "images => Promise.all(images.map(image => image.decode().then(() => image.naturalWidth)))");
        Assert.Equal(840, Assert.Single(widths.Distinct()));
        Assert.NotEmpty(stems);
        Assert.Equal(stems, await page.EvalOnSelectorAllAsync<string[]>("img", "images => images.map(image => image.dataset.figure)"));
        Assert.Empty(chromium.Heard);
    }

    [Fact]
    public async Task Columns_sort_by_mouse_and_by_keyboard_as_numbers_and_back()
    {
        var page = await Open();
        var head = page.Locator("#formats-table th", new() { Has = page.Locator("button[data-column=one_percent_from]") });
        await head.Locator("button").ClickAsync();
        Assert.Equal("ascending", await head.GetAttributeAsync("aria-sort"));
        var column = await Column(page, "formats-table", 3);
        Assert.Equal(Csv("formats.csv", "one_percent_from").Select(Number).Order(), column.Select(Number));

        await head.Locator("button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("descending", await head.GetAttributeAsync("aria-sort"));
        Assert.Equal(column.Reverse(), await Column(page, "formats-table", 3));
        Assert.Equal(1, await page.Locator("#formats-table [aria-sort]").CountAsync());
    }

    /// <summary>Of two numbers that are one double, the digits decide; what no double reaches stands before ∞.</summary>
    [Fact]
    public async Task Cells_are_in_the_order_of_all_their_digits()
    {
        var page = await Open();
        string[] ordered =
        [
            "-inf", "-1e4900", "-1e4800", "-1", "-1e-5000", "0", "1.00000000000000000001", "1.00000000000000000002", "9", "10", "1e4900",
            "inf", "nan", "overflow", "",
        ];
        Assert.Equal(ordered, await page.EvaluateAsync<string[]>("texts => texts.sort(compare)", ordered.Reverse().ToArray()));
    }

    [Fact]
    public async Task Rows_are_found_by_words_and_by_choice_and_counted_aloud()
    {
        var page = await Open();
        var filter = page.Locator(".filter[data-for=fingerprints]");
        var all = Csv("frameworks-summary.csv", "format");
        var count = filter.GetByRole(AriaRole.Status);
        Assert.Equal($"{all.Count(format => format == "float32")} of {all.Count} rows", await count.InnerTextAsync());

        await filter.GetByLabel("Find").FocusAsync();
        await page.Keyboard.TypeAsync("torch-bce ");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("float16");
        var shown = await page.Locator("#fingerprints tbody tr:visible").AllInnerTextsAsync();
        Assert.NotEmpty(shown);
        Assert.All(shown, row => Assert.Contains("torch-bce", row, StringComparison.Ordinal));
        Assert.All(shown, row => Assert.Contains("float16", row, StringComparison.Ordinal));
        Assert.Equal($"{shown.Count} of {all.Count} rows", await count.InnerTextAsync());

        // Each word is to be there.
        await filter.GetByLabel("Find").FillAsync("torch-bce keras");
        Assert.Equal($"0 of {all.Count} rows", await count.InnerTextAsync());
    }

    [Fact]
    public async Task Empty_cells_stand_last_in_either_order()
    {
        var page = await Open();
        var head = page.Locator("#fingerprints button[data-column=gradient_wrong_label1]");
        var column = 1 + await head.EvaluateAsync<int>("button => button.closest('th').cellIndex");
        await head.ClickAsync();
        var up = await Column(page, "fingerprints", column);
        await head.ClickAsync();
        var down = await Column(page, "fingerprints", column);
        Assert.Contains(string.Empty, up);
        Assert.Equal(up.Order(StringComparer.Ordinal), down.Order(StringComparer.Ordinal));
        Assert.NotEqual(up, down);
        foreach (var cells in new[] { up, down })
        {
            Assert.DoesNotContain(cells.SkipWhile(cell => cell.Length > 0), cell => cell.Length > 0);
        }
    }

    [Fact]
    public async Task Light_and_dark_follow_the_system_and_then_the_button()
    {
        var page = await Open(scheme: ColorScheme.Dark);
        var dark = await Paper();
        var button = page.Locator("#theme");
        Assert.Equal("true", await button.GetAttributeAsync("aria-pressed"));
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        Assert.Equal("false", await button.GetAttributeAsync("aria-pressed"));
        Assert.NotEqual(dark, await Paper());
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(dark, await Paper());

        Task<string> Paper() => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(800)]
    [InlineData(1400)]
    public async Task No_width_makes_the_page_wider_than_its_window(int width)
    {
        var page = await Open(width);
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
    }

    [Fact]
    public async Task A_screen_reader_finds_headings_landmarks_captions_and_names()
    {
        var page = await Open();
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Equal(1, await page.GetByRole(AriaRole.Main).CountAsync());
        Assert.Equal(1, await page.GetByRole(AriaRole.Navigation).CountAsync());
        string[] nameless =
            ["table:not(:has(caption))", "th:not([scope])", "img:not([alt])", "section:not([aria-labelledby]):not([aria-label])"];
        Assert.Equal(0, await page.Locator(string.Join(',', nameless)).CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>(
            "[...document.querySelectorAll('input, select')].filter(field => field.labels.length === 0).length"));
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('a[href^="#"]')].map(link => link.hash.slice(1))
                .filter(id => !id.includes("=") && !document.getElementById(id))
            """));
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('[id]')].map(one => one.id).filter((id, i, all) => all.indexOf(id) !== i)
            """));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    /// <summary>A link, the mouse and the keyboard lead to samples; what is shown of each is the program's.</summary>
    [Fact]
    public async Task One_sample_is_followed_by_a_link_by_mouse_and_by_keyboard()
    {
        var page = await Open(place: "#x=16.63&loss=keras-2.2.4&label=1&format=float32");
        await Shows(Keras.Keras224, "16.63", 1);
        await page.Locator("#sample-label-0").ClickAsync();
        await Shows(Keras.Keras224, "16.63", 0);
        await page.Locator("#sample-slide").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Shows(Keras.Keras224, await page.Locator("#sample-x").InputValueAsync(), 0);
        await page.Locator("#sample-x").FillAsync("-104");
        await page.Locator("#sample-loss").SelectOptionAsync("torch-bce");
        await Shows(Torch.Bce, "-104", 0);
        await page.WaitForURLAsync(address =>
            address.Contains("loss=torch-bce", StringComparison.Ordinal) && address.Contains("x=-104", StringComparison.Ordinal));

        await page.Locator("#sample-x").FillAsync("16.63");
        await page.Locator("#sample-above").ClickAsync();
        Assert.Equal(Text(Bits("16.63") + 1), await page.Locator("#sample-x").InputValueAsync());
        await page.Locator("#sample-below").ClickAsync();
        await page.Locator("#sample-below").ClickAsync();
        Assert.Equal(Text(Bits("16.63") - 1), await page.Locator("#sample-x").InputValueAsync());
        Assert.Contains(
            $"x={await page.Locator("#sample-x").InputValueAsync()}&loss=torch-bce",
            await page.Locator("#sample-link").GetAttributeAsync("href"),
            StringComparison.Ordinal);

        await page.Locator("#sample-x").FillAsync("inf");
        Assert.Equal("25", await page.Locator("#sample-slide").InputValueAsync());
        await page.Locator("#sample-x").FillAsync("much");
        Assert.Contains("much", await page.Locator("#sample-said").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(chromium.Heard);

        async Task Shows(Loss loss, string x, int label)
        {
            var (at, of) = (Float32.Parse(x), new Float32(label));
            Assert.Equal(loss.Value.In<Float32>().At(at, of).ToText(), await Shown("loss").ConfigureAwait(true));
            Assert.Equal(loss.Gradient.In<Float32>().At(at, of).ToText(), await Shown("gradient in x").ConfigureAwait(true));
        }

        static uint Bits(string text) => (uint)Float32.Parse(text).Bits;

        static string Text(uint bits) => Float32.FromBits(bits).ToText();

        Task<string> Shown(string quantity) => page.Locator("#sample tr", new()
        {
            Has = page.GetByRole(AriaRole.Rowheader, new() { Name = quantity, Exact = true }),
        }).Locator("[data-name=value]").First.InnerTextAsync();
    }

    /// <summary>Every cell of the steps is what the command explain prints; a followed link shows another.</summary>
    [Fact]
    public async Task The_steps_are_those_of_explain()
    {
        var page = await Open();
        await page.EvaluateAsync("() => { location.hash = 'x=-7.6&loss=torch-bce&label=0.25&format=float16'; }");
        await Shows("--x -7.6 --loss torch-bce --label 0.25 --format float16");
        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('sample').getBoundingClientRect().top < innerHeight"));
        await page.EvaluateAsync("() => { location.hash = 'x=16.63&loss=keras-2.2.4&label=1&format=float32'; }");
        await Shows("--x 16.63 --loss keras-2.2.4");

        async Task Shows(string arguments)
        {
            using var command = new Cli.Command();
            var explained = command.Run($"explain {arguments} --json").Output;
            using var json = JsonDocument.Parse(explained);
            var expected = json.RootElement.GetProperty("explain").EnumerateArray()
                .Select(step => "#" + string.Join('|', Columns.Select(name => step.GetProperty(name).ToString()))).ToArray();
            var table = page.Locator("#sample-steps table").First;
            await table.Locator("tbody tr").Nth(expected.Length - 1).WaitForAsync().ConfigureAwait(true);
            var rows = await table.Locator("tbody tr:not(.sample-note)").EvaluateAllAsync<string[]>(
                "rows => rows.map(row => [...row.cells].map(cell => cell.textContent).join('|'))").ConfigureAwait(true);
            Assert.Equal(expected, rows);
        }
    }

    private static Task<string[]> Column(IPage page, string id, int column) =>
        page.Locator($"#{id} tbody tr > :nth-child({column})").EvaluateAllAsync<string[]>(Texts);

    private static List<string> Csv(string file, string column)
    {
        using var rows = new CsvRows(Path.Combine(AppContext.BaseDirectory, "output", file));
        var cells = new List<string>();
        while (rows.Read())
        {
            cells.Add(rows.Cell(rows.IndexOf(column)));
        }

        return cells;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private Task<IPage> Open(int width = 1000, ColorScheme scheme = ColorScheme.Light, string place = "")
    {
        Assert.SkipUnless(Chromium.IsThere, Chromium.Reason);
        return chromium.OpenAsync(width, scheme, place);
    }
}
