using Experiments.Output.Pictures;
using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// Places texts once all else is drawn: beside what they speak of, on the first side that is free; else at the nearest
/// free place, with a line that leads there; and where nothing is free, where they cover least.
/// </summary>
internal sealed class Placement(SKRect bounds, Occupancy drawn)
{
    // A pixel covered is worse than any way; the other side is a little worse than the one asked for.
    private const float Covered = 1000;
    private const float OtherSide = 6;
    private const float Away = 20;
    private const float Stride = 4;

    // From a point to its text, while no line leads there.
    private static readonly float[] Gaps = [Style.NoteGap, Style.NoteGap + 2, Style.NoteGap + 4];

    private readonly List<SKRect> taken = [];

    /// <summary>Where a text stands, and how its lines are aligned, as a side across; null for one left out.</summary>
    public (SKRect Box, int Across)? Place(Label label)
    {
        var size = label.Measure();
        var within = label.Within ?? bounds;
        var room = SKRect.Inflate(within, -Style.TextGap, -Style.LineGap);
        var (best, cost) = ((Box: Clamped(label.From, label.Side), label.Side.Across), float.PositiveInfinity);
        foreach (var (box, side, way) in Beside(label, size).Where(place => room.Contains(place.Box)))
        {
            Try(box, side.Across, way);
        }

        if (cost >= Covered)
        {
            for (var top = room.Top; top + size.Height <= room.Bottom; top += Stride)
            {
                for (var left = room.Left; left + size.Width <= room.Right; left += Stride)
                {
                    var box = SKRect.Create(left, top, size.Width, size.Height);
                    var point = label.Nearest(box);
                    Try(box, point.X < box.Left ? 1 : point.X > box.Right ? -1 : 0, Away + Distance(box, point));
                }
            }
        }

        if (label.IsSpare && cost >= Covered)
        {
            return null;
        }

        taken.Add(best.Box);
        return best;

        void Try(SKRect box, int across, float way)
        {
            if (way < cost && way + Cover(box) is var total && total < cost)
            {
                (best, cost) = ((box, across), total);
            }
        }

        SKRect Clamped(SKPoint point, Side side)
        {
            var box = Box(point, side, size);
            return SKRect.Create(
                Math.Max(room.Left, Math.Min(box.Left, room.Right - size.Width)),
                Math.Max(room.Top, Math.Min(box.Top, room.Bottom - size.Height)),
                size.Width,
                size.Height);
        }
    }

    /// <summary>How far a point is from a box; 0 within it.</summary>
    public static float Distance(SKRect box, SKPoint point) => SKPoint.Distance(point, Edge(box, point));

    /// <summary>The point of a box that is nearest to another.</summary>
    public static SKPoint Edge(SKRect box, SKPoint point) =>
        new(Math.Clamp(point.X, box.Left, box.Right), Math.Clamp(point.Y, box.Top, box.Bottom));

    /// <summary>The boxes next to what a text speaks of, and how far each is from what was asked for.</summary>
    private static IEnumerable<(SKRect Box, Side Side, float Way)> Beside(Label label, SKSize size)
    {
        var length = SKPoint.Distance(label.From, label.To);
        Side[] sides =
        [
            .. new[] { label.Side.Across, -label.Side.Across, 0, 1, -1 }.Distinct().SelectMany(side =>
                new[] { label.Side.Up, -label.Side.Up, 0, 1, -1 }.Distinct().Select(up => new Side(side, up))),
        ];
        for (var along = 0f; along <= length; along += Stride)
        {
            var part = length > 0 ? along / length : 0;
            var point = new SKPoint(
                label.From.X + (part * (label.To.X - label.From.X)),
                label.From.Y + (part * (label.To.Y - label.From.Y)));
            for (var i = 0; i < sides.Length; i++)
            {
                foreach (var gap in Gaps)
                {
                    yield return (Box(point, sides[i], size, gap), sides[i], along + (i * OtherSide) + gap - Style.NoteGap);
                }
            }
        }
    }

    private static SKRect Box(SKPoint point, Side side, SKSize size, float gap = Style.NoteGap) => SKRect.Create(
        point.X + (side.Across * gap) + ((side.Across - 1) * size.Width / 2),
        point.Y - (side.Up * gap) - ((side.Up + 1) * size.Height / 2),
        size.Width,
        size.Height);

    private float Cover(SKRect box)
    {
        var wide = SKRect.Inflate(box, Style.HaloWidth / 2, Style.HaloWidth / 2);
        var apart = SKRect.Inflate(box, Style.TextGap, Style.HaloWidth / 2);
        var texts = taken.Select(other => SKRect.Intersect(other, apart)).Sum(common => common.Width * common.Height);
        return Covered * (drawn.Ink(wide) + texts);
    }
}
