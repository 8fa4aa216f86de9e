using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>
/// Panels that set losses from sigmoid outputs against losses from raw outputs, with what the clip leaves of them.
/// </summary>
internal static class Scatter
{
    // Of the least loss that the clip leaves: the close look shows from a little below it to the third step above.
    private const double CloseFrom = 0.75;
    private const double CloseTo = 3.75;
    private const int Vertices = 60;

    // The close look's x axis ends at the decade above it.
    private const double CloseX = 3;

    /// <summary>What a legend says of the panels.</summary>
    public static IReadOnlyList<Key> Legend { get; } =
    [
        (Style.Limit(true), "the clip's limits, class 1"), (Style.Limit(false), "class 0"), (Style.Ideal, "equal losses"),
    ];

    /// <summary>The panel over equal axes that hold an extent of losses, with words where no points are.</summary>
    public static Panel Draw(string title, Extent losses, IReadOnlyList<Marker> markers, params IEnumerable<string> words)
    {
        var x = Axis.Logarithmic("loss from raw outputs", losses, "nat");
        var y = Axis.Logarithmic("loss from sigmoid outputs", losses, "nat");
        var panel = new Panel(title, x, y);
        var zeros = markers.Count(marker => marker.X == 0);
        panel.Identity(Style.Ideal);
        AddLimits(panel, Clip.Ceiling, new(1, -1));
        AddLimits(panel, Clip.Floor, new(-1, -1));
        panel.Scatter(markers);
        panel.Words(string.Join('\n', zeros == 0 ? words : words.Append($"loss 0, at the left edge: {zeros}")), new(1, -1));
        return panel;
    }

    /// <summary>A close look at what lies next to the least losses that the clip leaves, over the same x as others.</summary>
    public static Panel Close(string title, Extent losses, IReadOnlyList<Marker> markers)
    {
        var y = new Extent(CloseFrom * Clip.Floor(false), CloseTo * Clip.Floor(false));
        var panel = new Panel(
            title,
            Axis.Logarithmic("loss from raw outputs", new(losses.Min, CloseX * Clip.Floor(false)), "nat"),
            Axis.Linear("loss from sigmoid outputs", y, "nat"));
        double[] equal = [.. Enumerable.Range(0, Vertices + 1).Select(i => y.Min + ((y.Max - y.Min) * i / Vertices))];
        Marker[] inside = [.. markers.Where(marker => y.Contains(marker.Y))];
        panel.Curve(Style.Ideal, equal, equal);
        foreach (var label in new[] { false, true })
        {
            panel.Level(
                Style.Limit(label),
                Clip.Floor(label),
                $"class {(label ? 1 : 0)}: {Typeset.Number(Clip.Floor(label), 4)}",
                new(-1, label ? 1 : -1));
        }

        panel.Scatter(inside);
        panel.Words(inside.Length == 0 ? "no image has so small a loss" : $"images here: {inside.Length}", new(-1, 1));
        return panel;
    }

    private static void AddLimits(Panel panel, Func<bool, double> loss, Side side)
    {
        panel.Level(Style.Limit(false), loss(false));
        panel.Level(
            Style.Limit(true),
            loss(true),
            $"class 1: {Typeset.Number(loss(true), 4)}, class 0: {Typeset.Number(loss(false), 4)}",
            side);
    }
}
