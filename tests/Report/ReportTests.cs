using System.Text;
using System.Text.RegularExpressions;
using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Report;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Report;

public class ReportTests
{
    private const int LargestPage = 5_000_000;

    private static readonly Dictionary<string, string> ShownIn = new()
    {
        ["claims.csv"] = "claims-table",
        ["formats.csv"] = "formats-table",
        ["census.csv"] = "census-table",
        ["audit.csv"] = "audit-table",
        ["training-effect-summary.csv"] = "effect-table",
        ["frameworks-summary.csv"] = "fingerprints",
        ["frameworks-observed.csv"] = "observed",
    };

    private static readonly string Committed = Path.Combine(AppContext.BaseDirectory, "output");

    [Fact]
    public void The_page_of_the_committed_outputs_is_the_committed_one()
    {
        Assert.SkipUnless(Redrawing.IsHome, "pictures are the same bytes on x86-64 Linux");
        using var command = Of(_ => true);
        var result = command.Run("report --quiet");
        Assert.Equal((0, string.Empty, string.Empty), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(File.ReadAllText(Path.Combine(Committed, "report.html")), command.Read("output/report.html"));
        Assert.Equal(File.ReadAllText(Path.Combine(Committed, "manifest.json")), command.Read("output/manifest.json"));
        Assert.InRange(new FileInfo(command.PathOf("output/report.html")).Length, 1, LargestPage);
    }

    [Fact]
    public void The_page_shows_every_figure_and_the_hash_of_every_file_but_its_own()
    {
        var page = new Page(File.ReadAllText(Path.Combine(Committed, "report.html")));
        var entries = Manifest.Of(Committed).Entries;
        string[] pictures = [.. entries.Keys.Where(name => name.EndsWith(".png", StringComparison.Ordinal)).Select(name => name[..^4])];
        string[] linked =
            [.. pictures.Where(stem => page.Html.Contains($"<a href=\"{stem}.png\">{stem}.png</a></p>", StringComparison.Ordinal))];
        Assert.Equal(pictures.Order(), page.Stems.Concat(linked).Order());

        // The page would be too large with all of them.
        Assert.Equal(linked.Length, Regex.Count(page.Html, "With it the page would be larger than 5 MB"));
        Assert.All(linked, stem => Assert.StartsWith("network-resnet18-", stem, StringComparison.Ordinal));
        Assert.InRange(linked.Length, 1, 3);
        Assert.Contains("network-resnet18-trained", page.Stems);

        // All of it is made by the commands that the claims speak of.
        Assert.DoesNotContain("Made with other options", page.Html, StringComparison.Ordinal);
        Assert.Equal(
            entries.Where(entry => entry.Key != "report.html").Select(entry => $"{entry.Key} {entry.Value.Sha256}"),
            page.Table("files").Skip(1).Select(row => $"{row[0]} {row[^1]}"));
        Assert.DoesNotContain("class=\"bad\"", page.Html, StringComparison.Ordinal);
    }

    /// <summary>Cells of the page are those of the tables, all of their digits.</summary>
    [Theory]
    [InlineData("claims-table", "claims.csv", "")]
    [InlineData("formats-table", "formats.csv", "")]
    [InlineData("fingerprints", "frameworks-summary.csv", "")]
    [InlineData("float16-losses", "frameworks-summary.csv", "format=float16")]
    [InlineData("observed", "frameworks-observed.csv", "")]
    [InlineData("seeds-table", "network-summary.csv", "")]
    [InlineData("census-losses-table", "census-losses.csv", "")]
    public void A_table_of_the_page_has_the_cells_of_its_file(string id, string file, string where)
    {
        var shown = new Page(File.ReadAllText(Path.Combine(Committed, "report.html"))).Table(id);
        using var rows = new CsvRows(Path.Combine(Committed, file));
        var only = where.Split('=');
        var read = new List<string>();
        string[] columns = [.. shown[0].Where(column => rows.IndexOf(column) >= 0)];
        int[] places = [.. columns.Select(column => Array.IndexOf(shown[0], column))];
        Assert.InRange(columns.Length, shown[0].Length - 3, shown[0].Length);
        while (rows.Read())
        {
            if (only.Length < 2 || rows.Cell(rows.IndexOf(only[0])) == only[1])
            {
                read.Add(string.Join('|', columns.Select(column => rows.Cell(rows.IndexOf(column)))));
            }
        }

        // Verdicts of losses, the frameworks of stacks and the figures of claims are the page's own columns.
        Assert.Equal(read, shown.Skip(1).Select(row => string.Join('|', places.Select(place => row[place]))));
    }

    [Fact]
    public void The_answer_for_float16_counts_what_its_table_says()
    {
        var page = new Page(File.ReadAllText(Path.Combine(Committed, "report.html")));
        var rows = page.Table("float16-losses").Skip(1).ToArray();
        var (probability, raw) = (rows.Where(row => row[6] == "probability").ToArray(), rows.Where(row => row[6] == "logit").ToArray());
        Assert.DoesNotContain(probability, row => row[1] == "safe" || row[2] == "safe");
        Assert.Contains(
            $"No, with none of them. Of the {probability.Length} losses here that take sigmoid outputs, 0 are safe in float16, and 0 in "
            + $"float32; for some answer {NoNumber(1)} give nan or ∞ in float16, and {NoNumber(2)} in float32. "
            + $"Of the {raw.Length} that take raw outputs, {raw.Count(row => row[1] == "safe")} are safe in float16.",
            Flat(page.Html),
            StringComparison.Ordinal);

        int NoNumber(int column) => probability.Count(row => row[column] is "nan" or "infinite");
    }

    /// <summary>A loss that is safe in float16, with one of its cells changed.</summary>
    [Fact]
    public void A_loss_is_safe_in_float16_where_each_of_its_values_is()
    {
        (string Column, string Cell, string Verdict)[] changes =
        [
            ("wrong_label1", "103", "safe"), ("wrong_label1", "102.9", "wrong loss"), ("wrong_label0", "105.1", "wrong loss"),
            ("wrong_label0", "inf", "infinite"), ("right_label0", "nan", "nan"), ("tail_label1", "-inf", "infinite"),
            ("gradient_wrong_label1", "0", "no gradient"), ("gradient_wrong_label0", "-0", "no gradient"),
            ("gradient_wrong_label1", "1", "wrong gradient"), ("gradient_wrong_label0", "0.98", "wrong gradient"),
            ("zero_label0", "0.7", "safe"), ("zero_label0", "0.71", "wrong at 0"), ("gradient_zero_label1", "0.5", "wrong at 0"),
            ("gradient_zero_label0", "0", "wrong at 0"), ("gradient_tail_label0", "nan", "nan"),
        ];
        using var command = Of("frameworks", "formats", "mixed-precision");
        var lines = command.Read("output/frameworks-summary.csv").TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        var page = new Page(File.ReadAllText(Path.Combine(Committed, "report.html")));
        var safe = page.Table("float16-losses").Where(row => row[1] == "safe" && row[0] != "split").Select(row => row[0])
            .Where(loss => Line(loss)[Array.IndexOf(lines[0], "loses_small")].Length > 0).Take(changes.Length).ToArray();
        Assert.Equal(changes.Length, safe.Length);
        foreach (var (loss, change) in safe.Zip(changes))
        {
            Line(loss)[Array.IndexOf(lines[0], change.Column)] = change.Cell;
        }

        var changed = string.Concat(lines.Select(line => string.Join(',', line) + "\n"));
        File.WriteAllText(command.PathOf("output/frameworks-summary.csv"), changed);
        Record(command);
        command.Run("report --quiet");
        var shown = new Page(command.Read("output/report.html")).Table("float16-losses").ToDictionary(row => row[0], row => row[1]);
        Assert.Equal(changes.Select(change => change.Verdict), safe.Select(loss => shown[loss]));

        string[] Line(string loss) => lines.Single(line => line[0] == loss && line[Array.IndexOf(lines[0], "format")] == "float16");
    }

    [Fact]
    public void Nothing_but_the_pages_own_scripts_may_run_and_nothing_is_loaded()
    {
        var html = File.ReadAllText(Path.Combine(Committed, "report.html"));
        var policy = Regex.Match(html, "Content-Security-Policy\"\\s+content=\"([^\"]*)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("img-src data:; base-uri 'none'; form-action 'none'", policy, StringComparison.Ordinal);
        Assert.All(
            Regex.Matches(html, "<script>(.*?)</script>", RegexOptions.Singleline),
            script => Assert.Contains(
                $"'sha256-{Convert.ToBase64String(Convert.FromHexString(Sha256.Of(Encoding.UTF8.GetBytes(script.Groups[1].Value))))}'",
                policy,
                StringComparison.Ordinal));
        Assert.DoesNotMatch("(src|href)=[\"']https?:", html);
    }

    [Fact]
    public void What_is_missing_is_said_with_the_command_that_makes_it()
    {
        using var command = Of("curves");
        var result = command.Run("report --quiet");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        var page = new Page(command.Read("output/report.html"));
        Assert.Equal(["curves"], page.Stems);
        Assert.Contains("There is no <code>claims.csv</code> in the folder.", page.Html, StringComparison.Ordinal);
        Assert.Contains("<code class=\"command\">experiments frameworks</code>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"bad\"", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_altered_table_is_named_and_its_figure_is_not_drawn()
    {
        using var command = Of("curves", "round-trip", "claims", "formats");
        File.AppendAllText(command.PathOf("output/curves.csv"), "logit,0.5,0,float64\n");
        File.AppendAllText(command.PathOf("output/claims.csv"), "C20,x,x,x,reproduced,reproduced,x\n");
        File.Delete(command.PathOf("output/formats.csv"));
        var result = command.Run("report --quiet");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                "error: claims.csv is altered: it has other bytes than manifest.json records",
                "error: curves.csv is altered: it has other bytes than manifest.json records",
                "error: formats.csv is recorded in manifest.json, and not there",
            ],
            result.Error.TrimEnd('\n').Split('\n'));
        var page = new Page(command.Read("output/report.html"));
        Assert.DoesNotContain("curves", page.Stems);
        Assert.Contains("round-trip", page.Stems);
        Assert.Contains("role=\"alert\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("C20", page.Html, StringComparison.Ordinal);
    }

    /// <summary>Tables whose bytes are those recorded, and that are no tables of ours.</summary>
    [Theory]
    [InlineData("claims.csv", "id,claim\nC1,x\n", "the header is id,claim")]
    [InlineData("claims.csv", "", "the file is empty")]
    [InlineData("curves.csv", "function,x,y,format\nsigmoid,here,0.5,float64\n", "x is 'here'; expected a number")]
    [InlineData("curves.csv", "function,x,y\n", "expected function,x,y,format")]
    [InlineData("curves.csv", "function,x,y,format\nsigmoid,0,0.5,float64\n", "curves is not drawn")]
    [InlineData("audit.csv", "quantity,value\nrows,2\n", "audit")]
    [InlineData("census.csv", "format,sign,exponent,inputs,exact,one_percent,infinite,nan,largest_relative_error,worst_x\n", "census")]
    public void A_table_that_is_none_of_ours_is_named_and_not_shown(string name, string content, string said)
    {
        using var command = Of(name[..^4]);
        File.WriteAllText(command.PathOf($"output/{name}"), content);
        Record(command);
        var result = command.Run("report --quiet");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", command.Read("output/report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_a_table_stays_text()
    {
        const string hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>' \" &amp; {{sections}} `|`\u202E";
        using var command = Of("claims");
        var lines = command.Read("output/claims.csv").Split('\n');
        lines[1] = $"C1,\"{hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\",a,</table><h1>,reproduced,reproduced,\"two\nlines\"";
        File.WriteAllText(command.PathOf("output/claims.csv"), string.Join('\n', lines));
        Record(command);
        Assert.Equal(0, command.Run("report --quiet").ExitCode);
        var page = new Page(command.Read("output/report.html"));
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page.Html, StringComparison.Ordinal);
        Assert.Equal(hostile.Replace('\u202E', '\uFFFD'), page.Table("claims-table")[1][2]);
        var markdown = command.Run("report --md");
        Assert.Equal(0, markdown.ExitCode);
        Assert.DoesNotContain("<script>", markdown.Output.Replace("\\<", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" --md")]
    public void Without_outputs_that_is_what_is_said(string option)
    {
        using var command = new Command();
        const string words = "nowhere: there are no outputs of which manifest.json tells; \"experiments all\" makes them";
        var result = command.Run($"report --output nowhere --quiet{option}");
        Assert.Equal((1, $"error: {words}\n"), (result.ExitCode, result.Error));
        var said = option.Length > 0 ? result.Output : Page.Words(command.Read("nowhere/report.html"));
        Assert.Contains(words, said, StringComparison.Ordinal);

        // The page's own record is none of an output.
        Assert.Equal(1, command.Run($"report --output nowhere --quiet{option}").ExitCode);
    }

    [Theory]
    [InlineData("no manifest", "line 1: it is no manifest")]
    [InlineData("{\"version\":2,\"files\":{}}", "it is of version 2")]
    public void A_manifest_that_cannot_be_read_is_said_in_the_place_of_an_earlier_page(string manifest, string words)
    {
        using var command = Of(name => name is "report.html" or "claims.csv");
        File.WriteAllText(command.PathOf("output/manifest.json"), manifest);
        var markdown = command.Run("report --md");
        Assert.Equal(2, markdown.ExitCode);
        Assert.Contains(words, markdown.Output, StringComparison.Ordinal);
        var result = command.Run("report");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        var page = command.Read("output/report.html");
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"claims-table\"", page, StringComparison.Ordinal);
        Assert.Equal(manifest, command.Read("output/manifest.json"));
    }

    /// <summary>Tables with the recorded bytes in which rows are missing, or there twice, or a verdict is another.</summary>
    [Theory]
    [InlineData("claims.csv", "^C4,[^\n]*\n", "", "there is none of C4")]
    [InlineData("claims.csv", "^C5,", "C4,", "the key C4 is that of line 5 too")]
    [InlineData("claims.csv", "(^C2,[^\n]*),reproduced,reproduced,", "$1,proved,reproduced,", "'proved' of C2 is no verdict")]
    [InlineData("claims.csv", "(^C2,[^\n]*),reproduced,reproduced,", "$1,not reproduced,reproduced,", "not the recorded verdict: C2")]
    [InlineData("formats.csv", "^float16,", "float32,", "the key float32 is that of line")]
    [InlineData("formats.csv", "^format,precision", "precision,format", "the header is precision,format")]
    [InlineData("census.csv", "^float32,-,inf,1,", "float32,-,inf,many,", "inputs is 'many'; expected a number")]
    [InlineData("census.csv", "^float32,-,inf,1,", "float32,-,inf,1.5,", "inputs is '1.5'; expected a number")]
    [InlineData("formats.csv", "16.635532", "hello", "is 'hello'; expected a number")]
    [InlineData("audit.csv", "^verdict,.*$", "verdict,all is well", "'all is well' is no verdict")]
    [InlineData("training-effect-summary.csv", ",not known,", ",<i>fine</i>,", "'<i>fine</i>' is no verdict")]
    [InlineData("frameworks-summary.csv", "^torch-bce,.*\n", "", "there is no row of torch-bce in ")]
    [InlineData("frameworks-summary.csv", "^torch-bce,.*,float16,.*\n", "", "there is no row of torch-bce in float16")]
    [InlineData("claims.csv", "(^C2,[^\n]*),reproduced,reproduced,", "$1,reproduced,,", "'' of C2 is no verdict")]
    [InlineData("frameworks-observed.csv", ",894,894,", ",894,895,", "895 of 894 cells")]
    public void Rows_that_are_not_as_they_should_be_are_named(string name, string pattern, string by, string words)
    {
        using var command = Of(name.Split('.', '-')[0]);
        var before = command.Read($"output/{name}");
        var after = Regex.Replace(before, pattern, by, RegexOptions.Multiline);
        Assert.NotEqual(before, after);
        File.WriteAllText(command.PathOf($"output/{name}"), after);
        Record(command);
        var result = command.Run("report --quiet");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Contains(words, Page.Words(command.Read("output/report.html")), StringComparison.Ordinal);
        var markdown = command.Run("report --md --quiet");
        Assert.Equal((1, result.Error), (markdown.ExitCode, markdown.Error));

        // A refused table is not shown; one with a verdict that is not the recorded one is.
        Assert.Equal(
            words.StartsWith("not the recorded", StringComparison.Ordinal),
            command.Read("output/report.html").Contains($"<table id=\"{ShownIn[name]}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_recorded_and_not_there_is_named_with_the_command_that_made_it()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("audit --format bfloat16 --no-plots --quiet").ExitCode);
        File.Delete(command.PathOf("output/audit.csv"));
        File.Delete(command.PathOf("output/audit-worst.csv"));
        Assert.Equal(1, command.Run("report --quiet").ExitCode);
        var page = command.Read("output/report.html");
        Assert.Contains("<code class=\"command\">experiments audit --format bfloat16</code>", page, StringComparison.Ordinal);
        Assert.Contains("`experiments audit --format bfloat16` makes it", command.Run("report --md").Output, StringComparison.Ordinal);
    }

    /// <summary>What a manifest tells that is not so, or not understood, one entry of it changed.</summary>
    [Theory]
    [InlineData("curves.csv", "", "", "curves.csv is not recorded in manifest.json, and not shown")]
    [InlineData("curves.png", "", "", "curves.png is not recorded in manifest.json, and not shown")]
    [InlineData("curves-reachable.csv", "\"curves\"", "\"curves --step 1\"", "other tables of the figure by 'curves")]
    [InlineData("curves.csv", "\"key\":[", "\"key\":[],\"was\":[", "it is recorded without the columns that name a row")]
    [InlineData("curves.csv", "\"curves\"", "\"curves --foo\"", "was made by 'curves --foo', which this version does not take")]
    public void What_is_wrong_with_an_entry_is_said(string name, string before, string after, string words)
    {
        using var command = Of("curves");
        Edit(command, line => !line.Contains($"\"{name}\":", StringComparison.Ordinal) ? line
            : before.Length == 0 ? null : line.Replace(before, after, StringComparison.Ordinal));
        var result = command.Run("report --quiet");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Contains(words, Page.Words(command.Read("output/report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[5,2]", "5 2")]
    [InlineData("[1,7,3]", "1 7 3")]
    [InlineData("[3,4,5,6]", "3 to 6")]
    [InlineData("[18446744073709551615,0]", "18446744073709551615 0")]
    [InlineData("[12]", "12")]
    public void Seeds_are_a_range_only_where_they_are_one(string seeds, string shown)
    {
        using var command = Of("curves");
        Edit(command, line => line.Contains("\"curves.csv\":", StringComparison.Ordinal)
            ? line.Replace("\"formulas\":1", $"\"formulas\":1,\"seeds\":{seeds}", StringComparison.Ordinal) : line);
        command.Run("report --quiet");
        Assert.Contains(new Page(command.Read("output/report.html")).Table("files"), row => row[0] == "curves.csv" && row[6] == shown);
    }

    [Fact]
    public void A_page_of_tables_that_have_changed_is_stale()
    {
        using var command = Of("curves");
        Assert.Equal(0, command.Run("report --quiet").ExitCode);
        Assert.Equal(0, command.Run("report --dry-run").ExitCode);
        File.AppendAllText(command.PathOf("output/curves.csv"), "x");
        var result = command.Run("report --dry-run");
        Assert.Equal((1, "stale    output/report.html\n"), (result.ExitCode, result.Output));
        File.Delete(command.PathOf("output/curves.csv"));
        Assert.Equal(1, command.Run("report --dry-run").ExitCode);
    }

    [Fact]
    public void Markup_of_any_table_or_command_stays_text_in_Markdown()
    {
        using var command = Of("audit", "formats");
        const string hostile = "<img src=x> **bold** [a](b)";
        var audit = command.Read("output/audit.csv").Replace("loss,keras-2.2.4", $"loss,{hostile}", StringComparison.Ordinal);
        File.WriteAllText(command.PathOf("output/audit.csv"), audit);
        Record(command);
        File.Delete(command.PathOf("output/formats.csv"));
        Edit(command, line => line.Contains("\"formats.csv\":", StringComparison.Ordinal)
            ? line.Replace("\"command\":\"formats\"", "\"command\":\"formats `<script>`\"", StringComparison.Ordinal) : line);
        var markdown = command.Run("report --md --quiet").Output;
        Assert.Contains(@"\<img src=x\> \*\*bold\*\* \[a\](b)", markdown, StringComparison.Ordinal);
        Assert.Contains("`` experiments formats `<script>` ``", markdown, StringComparison.Ordinal);
    }

    /// <summary>Tables of some options make a page that is well, and says no more than they do.</summary>
    [Theory]
    [InlineData("formats --format float16 --step 4", "In float16 the round trip", "In float32")]
    [InlineData("formats --format bfloat16 --step 4", "In bfloat16 the round trip", "What x was is lost there")]
    [InlineData("frameworks --loss torch-bce torch-logits --step 8", "Of the 1 losses here that take sigmoid outputs, 0 are", "stored as")]
    [InlineData("frameworks --loss torch-bce --weight 0.5 --step 8", "losses are not the frameworks' own", "are safe in")]
    [InlineData("mixed-precision --format bfloat16 --step 1", "There is no frameworks-summary.csv", "does not reach")]
    public void Tables_of_some_options_make_a_page_that_is_well(string arguments, string said, string unsaid)
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{arguments} --quiet").ExitCode);
        var result = command.Run("report --quiet");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        var page = command.Read("output/report.html");
        var words = Flat(page[..page.IndexOf("<section id=\"sample\"", StringComparison.Ordinal)]);
        Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, words, StringComparison.Ordinal);
        Assert.Equal(0, command.Run("report --md --quiet").ExitCode);
    }

    [Theory]
    [InlineData("curves", "")]
    [InlineData("round-trip --step 1", "Made with other options than the claims C1, C2, C3, C4, F1 speak of.")]
    [InlineData("round-trip", "Of claims C1, C2, C3, C4, F1.")]
    public void A_figure_names_claims_where_its_options_are_theirs(string arguments, string words)
    {
        using var command = new Command();
        Assert.Equal(0, command.Run($"{arguments} --quiet").ExitCode);
        Assert.Equal(0, command.Run("report --quiet").ExitCode);
        var captions = Regex.Matches(command.Read("output/report.html"), "<figcaption>.*?</figcaption>", RegexOptions.Singleline)
            .Select(caption => caption.Value);
        Assert.Contains(words, Assert.Single(captions), StringComparison.Ordinal);
        Assert.Equal(words.Length > 0, Assert.Single(captions).Contains("claims", StringComparison.Ordinal));
    }

    /// <summary>No link of the committed page, nor of one in whose folder tables are missing, leads nowhere.</summary>
    [Fact]
    public void Files_that_are_linked_are_there()
    {
        using var command = Of(name => name is "audit.csv" or "census.csv" or "census-losses.csv" or "training-effect-summary.csv"
            || (name.StartsWith("network-resnet18", StringComparison.Ordinal) && name.EndsWith(".csv", StringComparison.Ordinal)));
        Record(command);
        Assert.Contains("audit-batches.csv: it is missing", command.Run("report --quiet").Error, StringComparison.Ordinal);
        Assert.All(Links(command.Read("output/report.html")), link => Assert.True(File.Exists(command.PathOf($"output/{link}")), link));
        var committed = Links(File.ReadAllText(Path.Combine(Committed, "report.html")));
        Assert.Contains("audit-worst.csv", committed);
        Assert.All(committed, link => Assert.True(File.Exists(Path.Combine(Committed, link)), link));

        static string[] Links(string page) =>
            [.. Regex.Matches(page, "<a href=\"([^\"#]+)\"").Select(link => link.Groups[1].Value).Distinct()];
    }

    [Fact]
    public void Markdown_has_verdicts_and_results_and_leaves_the_folder_as_it_is()
    {
        using var command = Of(name => name != "report.html");
        var (files, manifest) = (command.Files("output"), command.Read("output/manifest.json"));
        var result = command.Run("report --md");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.False(File.Exists(command.PathOf("output/report.html")));
        Assert.Equal(files, command.Files("output"));
        Assert.Equal(manifest, command.Read("output/manifest.json"));
        Assert.StartsWith("### The claims, checked\n\n**Of ", result.Output, StringComparison.Ordinal);
        Assert.Contains("| C2 |", result.Output, StringComparison.Ordinal);
        Assert.Contains("| float32 | 14.689623 | 16.635532 | true |", result.Output, StringComparison.Ordinal);
        Assert.Contains("**No, with none of them. Of the ", result.Output, StringComparison.Ordinal);
        Assert.InRange(result.Output.Length, 1, 60_000);
    }

    /// <summary>What another version made is neither in the page nor in the Markdown.</summary>
    [Fact]
    public void Tables_of_another_version_are_named_and_not_shown()
    {
        using var command = Of(name => name is "formats.csv" or "formats-curves.csv");
        var lines = command.Read("output/manifest.json").Split('\n');
        File.WriteAllText(command.PathOf("output/manifest.json"), string.Join('\n', lines
            .Where(line => !line.StartsWith("    \"", StringComparison.Ordinal)
                || (line.StartsWith("    \"formats", StringComparison.Ordinal) && !line.Contains(".png", StringComparison.Ordinal)))
            .Select(line => line.Replace("\"program\":\"1.0.0\"", "\"program\":\"0.9.0\"", StringComparison.Ordinal)))
            .Replace("},\n  }", "}\n  }", StringComparison.Ordinal));
        const string words = "formats.csv was made by another version of the program, its formulas or data";
        var markdown = command.Run("report --md");
        Assert.Equal(1, markdown.ExitCode);
        Assert.Contains("`formats.csv` was made by another version", markdown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("14.689623", markdown.Output, StringComparison.Ordinal);
        var page = command.Run("report");
        Assert.Equal(1, page.ExitCode);
        Assert.Contains(words, page.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("14.689623", command.Read("output/report.html"), StringComparison.Ordinal);
    }

    /// <summary>Nine digits, zeros at their end among them; what would look like an exact whole number stays.</summary>
    [Theory]
    [InlineData("16.635532", "16.635532")]
    [InlineData("103.99999999999999", "104.000000")]
    [InlineData("-709.0000000000001", "-709.000000")]
    [InlineData("35.150000000000006", "35.1500000")]
    [InlineData("100000000.00000001", "100000000.00000001")]
    [InlineData("1234567890.1234", "1234567890.1234")]
    [InlineData("1.23456789051e16", "1.23456789e16")]
    [InlineData("44.10936603563288333", "44.1093660")]
    [InlineData("0.00008966181131406169", "0.0000896618113")]
    [InlineData("0.0000089661800000000001", "8.96618000e-6")]
    [InlineData("4.9406564584124654e-324", "4.94065646e-324")]
    [InlineData("1.00000000500000000001", "1.00000001")]
    [InlineData("0.0000000000000", "0.0000000000000")]
    [InlineData("Fashion-MNIST 1", "Fashion-MNIST 1")]
    [InlineData("16.118095650958319", "16.1180957")]
    [InlineData("-1.2345678901234e-300", "-1.23456789e-300")]
    public void A_long_number_is_rounded_to_nine_digits(string text, string shown) =>
        Assert.Equal(shown, HtmlTable.Short(text));

    [Fact]
    public void A_page_is_stale_once_another_file_has_changed()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("curves --no-plots --step 1 -q").ExitCode);
        Assert.Equal(0, command.Run("report -q").ExitCode);
        Assert.Equal(0, command.Run("manifest --check").ExitCode);
        Assert.Equal((0, "current  output/report.html\n"), Said(command.Run("report --dry-run")));
        Assert.Equal(0, command.Run("curves --no-plots --step 2 -q").ExitCode);
        Assert.Contains("stale    output/report.html", command.Run("manifest --check").Output, StringComparison.Ordinal);
        Assert.Equal((1, "stale    output/report.html\n"), Said(command.Run("report --dry-run")));

        static (int, string) Said(Command.Result result) => (result.ExitCode, result.Output);
    }

    /// <summary>A folder with the committed outputs of some commands, and a record of these alone.</summary>
    private static Command Of(params string[] stems)
    {
        var command = Of(name => stems.Any(stem => name.StartsWith(stem, StringComparison.Ordinal)));
        Record(command);
        return command;
    }

    /// <summary>A folder with some of the committed outputs, and the record of all.</summary>
    internal static Command Of(Func<string, bool> isTaken)
    {
        var command = new Command();
        Directory.CreateDirectory(command.PathOf("output"));
        foreach (var path in Directory.EnumerateFiles(Committed).Where(path => isTaken(Path.GetFileName(path)) || path.EndsWith(
            ".json", StringComparison.Ordinal)))
        {
            File.Copy(path, command.PathOf($"output/{Path.GetFileName(path)}"));
        }

        return command;
    }

    /// <summary>Changes lines of a manifest, or leaves them out.</summary>
    private static void Edit(Command command, Func<string, string?> edit)
    {
        var path = command.PathOf("output/manifest.json");
        var text = string.Join('\n', File.ReadAllText(path).Split('\n').Select(edit).OfType<string>());
        File.WriteAllText(path, text.Replace("},\n  }", "}\n  }", StringComparison.Ordinal));
    }

    /// <summary>Records the files of a folder as they are, and no others.</summary>
    internal static void Record(Command command)
    {
        var folder = command.PathOf("output");
        var manifest = Manifest.Of(folder);
        var lines = manifest.Entries.Where(entry => entry.Key != "report.html" && File.Exists(Path.Combine(folder, entry.Key)))
            .ToDictionary(entry => entry.Key, entry => entry.Value with { Sha256 = Sha256.OfFile(Path.Combine(folder, entry.Key)) });
        File.Delete(Path.Combine(folder, Manifest.FileName));
        var anew = Manifest.Of(folder);
        foreach (var (name, entry) in lines)
        {
            anew.Record(name, entry);
        }

        using var stream = File.Create(Path.Combine(folder, Manifest.FileName));
        anew.Write(stream);
    }

    private static string Flat(string html) => Regex.Replace(Page.Words(html), "\\s+", " ");
}
