using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Census;

/// <summary>
/// The verdicts on the counted losses of every number, against the exact loss rounded once: all are formed, and nothing
/// is concluded from one number to another.
/// </summary>
internal sealed class LossSweep<T>(NumberLine<T> line, Counting counting)
    where T : struct, IFloat<T>
{
    // Verdicts are mostly the same for so many numbers that follow one another.
    private const int Block = 256;

    private static readonly bool[] Labels = [false, true];

    // The losses, then the exact ones of each label.
    private readonly Evaluator<T> values = new(
    [
        .. CountedLoss.Cases.Select(one => one.Loss.Loss.Value.For(one.Label ? 1 : 0)),
        .. Labels.Select(label => ArticleLosses.Exact.Value.For(label ? 1 : 0)),
    ]);

    /// <summary>Of each case, the runs in pieces of one sign that follow one another.</summary>
    public VerdictRun[][] Runs(Piece[] pieces)
    {
        var what = $"losses of {T.Name}, {(pieces[0].IsNegative ? "negative" : "positive")} numbers";
        var found = counting.Each(what, pieces, () => new Room(CountedLoss.Cases.Count + Labels.Length), Look);
        return [.. CountedLoss.Cases.Select((_, i) => VerdictRun.Merge(found.SelectMany(runs => runs[i])).ToArray())];
    }

    private List<VerdictRun>[] Look(Piece piece, Room room)
    {
        List<VerdictRun>[] runs = [.. CountedLoss.Cases.Select(_ => new List<VerdictRun>())];
        foreach (var part in piece.Parts(Room.Length))
        {
            var numbers = room.Numbers.AsSpan(0, part.Count);
            line.Fill(part.IsNegative, part.First, numbers);
            values.All(numbers, room.Values);
            for (var i = 0; i < room.Values.Length; i++)
            {
                NumberLine<T>.Widen(room.Values[i].AsSpan(0, part.Count), room.Losses[i]);
            }

            for (var start = 0; start < part.Count; start += Block)
            {
                Add(runs, part.First + start, start..Math.Min(start + Block, part.Count), room.Losses);
            }
        }

        return runs;
    }

    private static void Add(List<VerdictRun>[] runs, int first, Range range, float[][] losses)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            ReadOnlySpan<float> loss = losses[i].AsSpan(range);
            ReadOnlySpan<float> exact = losses[runs.Length + (CountedLoss.Cases[i].Label ? 1 : 0)].AsSpan(range);
            if (LossVerdicts.Of(Bounds.Of(loss), Bounds.Of(exact)) is { } common)
            {
                VerdictRun.Add(runs[i], new(first, first + loss.Length, common));
                continue;
            }

            for (var k = 0; k < loss.Length; k++)
            {
                var verdict = LossVerdicts.Of(new(loss[k], loss[k]), new(exact[k], exact[k]))
                    ?? LossVerdicts.Of(new Float32(loss[k]), new Float32(exact[k]));
                VerdictRun.Add(runs[i], new(first + k, first + k + 1, verdict));
            }
        }
    }

    /// <summary>What one thread looks at.</summary>
    private sealed class Room(int losses)
    {
        public const int Length = 1 << 14;

        public T[] Numbers { get; } = new T[Length];

        public T[][] Values { get; } = [.. Enumerable.Range(0, losses).Select(_ => new T[Length])];

        public float[][] Losses { get; } = [.. Enumerable.Range(0, losses).Select(_ => new float[Length])];
    }
}
