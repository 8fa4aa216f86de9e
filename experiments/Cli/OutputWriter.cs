using Experiments.Output.Figures;
using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Cli;

/// <summary>
/// Writes outputs into a folder, draws their figures, and records both in its manifest: all of them or none.
/// </summary>
internal sealed class OutputWriter(OutputFolder folder, bool plots, bool svg, Messages messages, CancellationToken cancellation)
{
    private readonly List<(string Stem, Origin Origin, Task<Picture?> Picture)> pictures = [];
    private readonly Dictionary<string, ManifestEntry> made = [];
    private readonly List<(string Name, Origin Origin, Func<WrittenTables, OutputPage> Form)> pages = [];

    /// <summary>Writes the tables, and begins to draw the figures.</summary>
    /// <remarks>
    /// Figures are drawn one after another, beside the next command's rows, and written by <see cref="Finish"/>.
    /// </remarks>
    public void Write(Plan plan, Outputs outputs)
    {
        var origin = plan.Origin with { Data = outputs.Data ?? plan.Data };
        var series = new Dictionary<string, IReadOnlyList<Series>>();
        foreach (var table in outputs.Tables)
        {
            Check(table.Stem, plan.Tables);
            var name = table.Stem + ".csv";
            var (digest, drawn) = folder.Write(name, stream => table.Write(stream, plots));
            made[name] = origin.Entry(digest, table.Schema);
            series[table.Stem] = drawn;
        }

        if (plan.Page is { } page && outputs.Page is { } form)
        {
            pages.Add((page, origin, form));
        }

        foreach (var figure in plots ? outputs.Figures : [])
        {
            Check(figure.Stem, plan.Figures);
            var before = pictures.Count > 0 ? pictures[^1].Picture : Task.CompletedTask;
            var picture = before.ContinueWith(
                _ => Draw(figure.Draw(series)), cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
            pictures.Add((figure.Stem, origin, picture));
        }
    }

    /// <summary>
    /// Writes the figures, each when it is drawn, pages of it all, and the manifest with what has been written; then all
    /// of it takes its place, and stderr says what changed. Returns what pages found wrong in the folder.
    /// </summary>
    /// <exception cref="ManifestException">What is there is no manifest.</exception>
    /// <exception cref="IOException">Something cannot be written; all files are as they were.</exception>
    /// <exception cref="OperationCanceledException">The program is to stop; all files are as they were.</exception>
    public IReadOnlyList<string> Finish()
    {
        var drawn = pictures.Select(picture => (picture.Stem, picture.Origin, Picture: picture.Picture.GetAwaiter().GetResult())).ToArray();

        // From the reading of the manifest to its writing no other command may write it.
        using var alone = folder.Lock(cancellation);
        var manifest = Manifest.Of(folder.Path);
        foreach (var (stem, origin, result) in drawn)
        {
            if (result is not { } picture)
            {
                messages.Say($"{stem}: no point can be drawn, so there is no picture");
                continue;
            }

            var name = stem + ".png";
            var recorded = manifest.Entries.GetValueOrDefault(name);
            var png = Redrawing.Settle(Path.Combine(folder.Path, name), recorded, picture.Png, Redrawing.IsHome);
            Write(name, stream => stream.Write(png), origin);
            if (picture.Svg is { } vectors)
            {
                Write(stem + ".svg", stream => stream.Write(vectors), origin);
            }
        }

        foreach (var (name, entry) in made)
        {
            manifest.Record(name, entry);
        }

        var faults = pages.SelectMany(page => WritePage(page.Name, page.Origin, page.Form, manifest)).ToArray();
        folder.Write(Manifest.FileName, manifest.Write);
        cancellation.ThrowIfCancellationRequested();
        messages.Say(folder.Commit());
        return faults;
    }

    /// <summary>Writes a page of all files as they will be, and records it.</summary>
    private IReadOnlyList<string> WritePage(string name, Origin origin, Func<WrittenTables, OutputPage> form, Manifest manifest)
    {
        var page = form(new(folder.Path, manifest, folder.Place));
        var digest = folder.Write(name, stream => stream.Write(page.Bytes));
        manifest.Record(name, (origin with { Data = manifest.DataFor(name) }).Entry(digest));
        return page.Faults;
    }

    private static void Check(string stem, IReadOnlyList<string> known)
    {
        if (!known.Contains(stem))
        {
            throw new InvalidOperationException($"The plan does not know {stem}.");
        }
    }

    private void Write(string name, Action<Stream> content, Origin origin) =>
        made[name] = origin.Entry(folder.Write(name, content));

    private Picture? Draw(Figure? figure) => figure is null ? null : new(figure.ToPng(), svg ? figure.ToSvg() : null);

    /// <summary>A figure in the forms that were asked for.</summary>
    private sealed record Picture(byte[] Png, byte[]? Svg);
}
