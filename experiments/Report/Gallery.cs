using System.Text;
using Experiments.Cli;

namespace Experiments.Report;

/// <summary>The figures of the page: each with its caption, its command and its tables.</summary>
internal sealed class Gallery(IReadOnlyList<Experiment> experiments, IReadOnlyList<DrawnFigure> figures)
{
    private const string OnResNet = "--features ResNet18.onnx --preprocess torchvision --learning-rate 0.0001";

    /// <summary>A figure, or how it is made, or why it is not shown.</summary>
    public Html Figure(Caption caption) => figures.FirstOrDefault(figure => figure.Stem == caption.Stem) is { } drawn
        ? Drawn(caption, drawn)
        : Html.Of($"""
            <h3 id="figure-{caption.Stem}">{caption.Title}</h3>
            <p class="missing">No tables that it can be drawn from are recorded in the folder. They are made by
            {Section.Commands(Makes(caption.Stem))}</p>

            """);

    /// <summary>A figure that has no caption of its own.</summary>
    public Html Other(DrawnFigure figure) => Drawn(Captions.Other(figure.Stem), figure);

    /// <summary>An SVG as the source of an image: its bytes, of which those that are no plain text are escaped.</summary>
    public static string Source(byte[] svg)
    {
        var text = new StringBuilder("data:image/svg+xml,");
        foreach (var octet in svg)
        {
            _ = octet is < 0x20 or > 0x7E or (byte)'%' or (byte)'#' or (byte)'&' or (byte)'\''
                ? text.Append('%').Append(octet.ToString("X2", null))
                : text.Append((char)octet);
        }

        return text.ToString();
    }

    private Html Drawn(Caption caption, DrawnFigure figure) => Html.Of($"""
        <h3 id="figure-{caption.Stem}">{caption.Title}</h3>
        {Plate(caption, figure)}

        """);

    private Html Plate(Caption caption, DrawnFigure figure)
    {
        var tables = Html.Join(figure.Tables.Select(stem => Html.Of($"<a href=\"{stem}.csv\" download>{stem}.csv</a>")), " ");
        if (figure.Svg is not { } svg)
        {
            var picture = figure.Picture is { } file ? Html.Of($"The picture: <a href=\"{file}\">{file}</a>") : Html.None;
            var why = figure.IsFault ? Section.Bad($"It is not drawn. {figure.Why}") : Html.Of($"""
                <p class="missing">{figure.Why} {picture}</p>
                """);
            return Html.Of($"""
                {why}
                <p>{Section.Commands([figure.Command])} {tables}</p>
                """);
        }

        var claims = caption.Claims.Count == 0 ? Html.None
            : figure.Command == Makes(figure.Stem)[0] ? Html.Of($" Of claims {string.Join(", ", caption.Claims)}.")
            : Html.Of($" Made with other options than the claims {string.Join(", ", caption.Claims)} speak of.");

        // Between apostrophes, none of which is in it, quotes need not be escaped.
        return Html.Of($"""
            <figure>
            <div class="scroll plate" role="region" aria-label="{caption.Title}" tabindex="0"><img data-figure="{caption.Stem}"
            alt="{caption.Title}. {caption.Text} The numbers are in the tables below." src='{new Html(Source(svg))}'></div>
            <figcaption>{caption.Text}{claims} {Section.Commands([figure.Command])} {tables}</figcaption>
            </figure>
            """);
    }

    /// <summary>The commands that make a figure.</summary>
    private string[] Makes(string stem) => stem == "network-seeds" ? ["network --seeds 1..20"]
        : stem.StartsWith("network-resnet18", StringComparison.Ordinal) ? [$"network {OnResNet} --epochs 1000 --name resnet18"]
        : stem.StartsWith("training-effect-resnet18", StringComparison.Ordinal)
            ? [$"training-effect {OnResNet} --name resnet18"]
        : [
            experiments.Select(experiment => experiment.Name)
                .FirstOrDefault(name => stem == name || stem.StartsWith(name + "-", StringComparison.Ordinal)) ?? "all",
        ];
}
