using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>
/// A panel that sets losses from sigmoid outputs against losses from raw outputs, with what the clip leaves of them.
/// </summary>
internal static class Scatter
{
    // Beneath the clip's floor no loss lies: where that is this part of the panel's height, words stand there.
    private const double RoomForWords = 1.0 / 3;

    /// <summary>The panel's lines in a legend.</summary>
    public static IReadOnlyList<Key> Legend { get; } = [(Style.Clipped, "limits of the clipped loss"), (Style.Ideal, "equal losses")];

    /// <summary>The panel over equal axes that hold an extent of losses, with words where no points are.</summary>
    public static Panel Draw(string title, Extent losses, IReadOnlyList<Marker> markers, params IEnumerable<string> words)
    {
        var x = Axis.Logarithmic("loss from raw outputs", losses, "nat");
        var y = Axis.Logarithmic("loss from sigmoid outputs", losses, "nat");
        var panel = new Panel(title, x, y);
        var zeros = markers.Count(marker => marker.X == 0);
        var text = string.Join('\n', zeros == 0 ? words : words.Append($"loss 0, at the left edge: {zeros}"));
        var isRoomBelow = y.Place(Clip.Floor(false)) > RoomForWords;
        panel.Identity(Style.Ideal);
        panel.Level(Style.Clipped, Clip.Ceiling(false));
        panel.Level(Style.Clipped, Clip.Ceiling(true), Limits(Clip.Ceiling), new(1, -1));
        panel.Level(Style.Clipped, Clip.Floor(true), isRoomBelow ? "" : text, new(-1, 1));
        panel.Level(Style.Clipped, Clip.Floor(false), Limits(Clip.Floor), new(-1, -1));
        panel.Words(isRoomBelow ? text : "", new(1, -1));
        panel.Scatter(markers);
        return panel;
    }

    private static string Limits(Func<bool, double> loss) =>
        $"class 1: {Typeset.Number(loss(true), 4)}, class 0: {Typeset.Number(loss(false), 4)}";
}
