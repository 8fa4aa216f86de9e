using System.Text;
using System.Text.RegularExpressions;
using Experiments.Claims;
using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>The page: sections, the figures drawn again from their tables, and where all of it comes from.</summary>
internal static partial class ReportPage
{
    /// <summary>Its file.</summary>
    public const string FileName = "report.html";

    // Bytes; and of a figure's caption and links, at most.
    private const int Largest = 5_000_000;
    private const int Captioned = 3000;

    /// <summary>The sections, in order.</summary>
    public static IReadOnlyList<Section> Sections { get; } =
    [
        new(
            "claims", "The claims, checked", "Claims", [ClaimTable.Stem], ["verify --output output"], ClaimSection.Write)
        {
            Finds = ClaimSection.Unexpected,
            Markdown = ReportMarkdown.Claims,
        },
        new(
            "float16", "Are float16 sigmoid outputs safe with your framework?", "float16", Float16Answer.Needs,
            ["frameworks"], Float16Answer.Write)
        {
            Markdown = ReportMarkdown.Float16,
        },
        new("article", "The figures of the article", "Article", [], [], _ => Html.None) { Figures = Captions.Article },
        new("seeds", "The network over seeds", "Seeds", ["network-summary"], ["network --seeds 1..20"], ResultSections.Network),
        new("formats", "Thresholds of all number formats", "Formats", ["formats"], ["formats"], ResultSections.Formats)
        {
            Figures = Captions.Formats,
            Markdown = ReportMarkdown.Formats,
        },
        new(
            "frameworks", "Fingerprints of the frameworks", "Frameworks", ["frameworks-summary"], ["frameworks"],
            ResultSections.Frameworks)
        {
            Figures = Captions.Frameworks,
        },
        new(
            "libraries", "Observed, beside the model", "Observed", ["frameworks-observed"], ["frameworks"], ResultSections.Libraries),
        new("audit", "The audit", "Audit", ["audit"], ["audit outputs.csv", "audit"], ResultSections.Audit)
        {
            Figures = Captions.Audit,
            Markdown = ReportMarkdown.Audit,
        },
        new(
            "effect", "Does the loss change what is learnt?", "Training", ["training-effect-summary"], ["training-effect"],
            ResultSections.Effect)
        {
            Figures = Captions.Effect,
            Markdown = ReportMarkdown.Effect,
        },
        new("census", "The census of all numbers", "Census", ["census", "census-losses"], ["census"], ResultSections.Census)
        {
            Figures = Captions.Census,
        },
    ];

    /// <summary>The page of a folder's tables; where its manifest cannot be read, with a line that says so.</summary>
    public static OutputPage Form(IReadOnlyList<Experiment> experiments, Work work, WrittenTables tables, string? unread = null)
    {
        var figures = DrawnFigure.All(experiments, work, tables);
        var files = Provenance.Faults(tables, unread is null ? Known(experiments) : []).ToArray();
        var nothing = tables.Manifest.Entries.Keys.All(name => name == FileName)
            ? $"{tables.Folder}: there are no outputs of which {Manifest.FileName} tells; \"experiments all\" makes them" : null;
        List<string> faults =
        [
            .. (unread ?? nothing) is { } first ? [first] : Array.Empty<string>(),
            .. files.Select(fault => fault.Text),
            .. Misunderstood(experiments, tables),
            .. figures.Where(figure => figure.IsFault && !Array.Exists(files, fault => fault.File == figure.Faulty))
                .Select(figure => $"{figure.Stem} is not drawn: {figure.Why.TrimEnd('.')}"),
        ];
        var bodies = Sections.Select(section => section.Markup(tables, faults)).ToArray();
        faults = [.. faults.Distinct()];
        var parts = new Dictionary<string, string>
        {
            ["style"] = Resource("page.css") + SampleSection.Style,
            ["contents"] = Html.Join(Sections.Select(section => Html.Of(
                $"<li><a href=\"#{section.Id}\">{section.Short}</a></li>\n"))).Markup,
            ["faults"] = Faults(faults).Markup,
            ["sample"] = Sample().Markup,
            ["provenance"] = Provenance.Markup(tables).Markup,
            ["script"] = Resource("page.js"),
        };
        var rest = parts.Values.Concat(bodies.Select(body => body.Markup)).Sum(Encoding.UTF8.GetByteCount);
        figures = Within(Largest - rest - (Captioned * figures.Count), figures, tables);
        var gallery = new Gallery(experiments, figures);
        var others = figures.ExceptBy(Captions.All.Select(caption => caption.Stem), figure => figure.Stem);
        parts["sections"] = Html.Join(Sections.Zip(bodies, (section, body) => Html.Of($"""
            {body}
            {section.Figures.Select(gallery.Figure)}
            {(section.Id == "article" ? others.Select(gallery.Other) : [])}</section>

            """))).Markup;
        parts["scripts"] = string.Join(' ', Scripts(parts).Select(Digest));
        var page = Place().Replace(Resource("page.html"), place => parts[place.Groups[1].Value]);
        return new(Encoding.UTF8.GetBytes(page), faults);
    }

    /// <summary>
    /// The figures of which the page has room for so many bytes, those of sections first; the others linked.
    /// </summary>
    private static DrawnFigure[] Within(int room, IReadOnlyList<DrawnFigure> figures, WrittenTables tables)
    {
        string[] first = [.. Captions.All.Select(caption => caption.Stem)];
        var linked = new HashSet<string>();
        foreach (var figure in figures.Where(figure => figure.Svg is not null).OrderBy(figure => first.Contains(figure.Stem) ? 0 : 1))
        {
            var size = Gallery.Source(figure.Svg!).Length;
            if (size <= room)
            {
                room -= size;
            }
            else
            {
                linked.Add(figure.Stem);
            }
        }

        return [.. figures.Select(figure => linked.Contains(figure.Stem)
            ? figure.Linked("With it the page would be larger than 5 MB.", tables) : figure)];
    }

    /// <summary>The files that commands write with their defaults, and those that sections need.</summary>
    private static HashSet<string> Known(IReadOnlyList<Experiment> experiments) =>
    [
        .. experiments.SelectMany(experiment => experiment.PlanInAll().Files(plots: true, svg: false)),
        .. Sections.SelectMany(section => section.Needs).Select(stem => stem + ".csv"),
    ];

    /// <summary>Tables of commands that an experiment would take in another version, if any.</summary>
    private static IEnumerable<string> Misunderstood(IReadOnlyList<Experiment> experiments, WrittenTables tables) =>
        from entry in tables.Manifest.Entries
        where Commands.Plan(experiments, entry.Value.Command) is null
            && experiments.Any(experiment => experiment.Name == Commands.Words(entry.Value.Command)[0])
        select $"{entry.Key} was made by '{Excerpt.OfPath(entry.Value.Command)}', which this version does not take: no figure is drawn";

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Place();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    /// <summary>A file of the page that the program carries with it.</summary>
    internal static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream($"page/{name}")!);
        return reader.ReadToEnd();
    }

    /// <summary>The sample followed through, which is computed in the page.</summary>
    private static Html Sample() => new($"""
        <section id="sample" aria-labelledby="sample-title">
        {SampleSection.Markup}
        <script type="application/json" id="formulas">{SampleSection.Formulas}</script>
        <script>{SampleSection.Script}</script>
        </section>

        """);

    /// <summary>The scripts that may run: no other does, whatever stands in a table.</summary>
    private static IEnumerable<string> Scripts(Dictionary<string, string> parts) =>
        Script().Matches(parts["sample"]).Select(script => script.Groups[1].Value).Append(parts["script"]);

    private static string Digest(string script) =>
        $"'sha256-{Convert.ToBase64String(Convert.FromHexString(Sha256.Of(Encoding.UTF8.GetBytes(script))))}'";

    private static Html Faults(List<string> faults) => faults.Count == 0 ? Html.None : Html.Of($"""
        <div class="bad" role="alert">
        <p><strong>This folder is not as it should be.</strong> What follows leaves out what is wrong:</p>
        <ul>{faults.Select(fault => Html.Of($"<li>{fault}</li>"))}</ul>
        </div>

        """);
}
