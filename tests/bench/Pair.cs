using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.Statistics;

namespace Experiments.Bench;

/// <summary>Something of ours and of a peer, or ours alone, measured in turn.</summary>
/// <param name="part">The part of the benchmark.</param>
/// <param name="what">What is done.</param>
/// <param name="peer">What else does it.</param>
/// <param name="unit">What the readings are in.</param>
/// <param name="ours">Measures ours; null where it cannot be.</param>
/// <param name="theirs">Measures the peer's; null where it is missing.</param>
internal sealed class Pair(string part, string what, string peer, string unit, Func<Reading?> ours, Func<Reading?>? theirs)
{
    /// <summary>The columns of <see cref="Row"/>: medians, and the least and the largest ratio by the clock.</summary>
    public const string Header = "part,what,peer,unit,ours,theirs,ratio,lowest,highest,cpu_ratio,megabytes,their_megabytes";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    private readonly List<(Reading Ours, Reading Theirs)> both = [];
    private readonly List<Reading> own = [];

    /// <summary>Whether it is measured in the first round alone, since it takes long.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Ours and theirs of each round.</summary>
    public IReadOnlyList<(Reading Ours, Reading Theirs)> Both => both;

    /// <summary>Ours of each round, whether there is a peer or not.</summary>
    public IReadOnlyList<Reading> Own => own;

    /// <summary>
    /// Measures all pairs so many times, after half a second for the compiler; ours and theirs come first in turn.
    /// </summary>
    public static void Measure(IReadOnlyList<Pair> pairs, int rounds)
    {
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var pair in pairs.Where(pair => round == 1 || !pair.IsOnce))
            {
                var clock = Stopwatch.StartNew();
                do
                {
                    pair.Run(isTheirsFirst: round % 2 == 0, isMeasured: round > 0);
                }
                while (round == 0 && clock.Elapsed < WarmUp);
            }

            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round} of {rounds}"));
        }
    }

    /// <summary>The row of the table; null where nothing was measured, or nothing of the peer.</summary>
    public string? Row()
    {
        if (own.Count == 0 || (theirs is not null && both.Count == 0))
        {
            return null;
        }

        var ratios = both.Select(time => time.Ours.Wall / time.Theirs.Wall).ToArray();
        string[] cells =
        [
            part, what, peer, unit,
            Median(own.Select(time => time.Wall)),
            Median(both.Select(time => time.Theirs.Wall)),
            Median(ratios),
            both.Count == 0 ? string.Empty : Text(ratios.Min()),
            both.Count == 0 ? string.Empty : Text(ratios.Max()),
            Median(both.Select(time => time.Ours.Cpu / time.Theirs.Cpu)),
            Median(own.Select(time => time.Megabytes).OfType<double>()),
            Median(both.Select(time => time.Theirs.Megabytes).OfType<double>()),
        ];
        return string.Join(',', cells);
    }

    /// <summary>The median; empty for none.</summary>
    public static string Median(IEnumerable<double> values, string? format = null) =>
        values.ToArray() is { Length: > 0 } some ? Text(ArrayStatistics.MedianInplace(some), format) : string.Empty;

    private static string Text(double value, string? format = null) =>
        value.ToString(format ?? (value < 10 ? "F2" : value < 100 ? "F1" : "F0"), CultureInfo.InvariantCulture);

    private void Run(bool isTheirsFirst, bool isMeasured)
    {
        var before = isTheirsFirst ? theirs?.Invoke() : null;
        if (ours() is not { } time)
        {
            return;
        }

        var other = before ?? theirs?.Invoke();
        if (isMeasured)
        {
            own.Add(time);
            both.AddRange(other is { } their ? [(time, their)] : Array.Empty<(Reading, Reading)>());
        }
    }
}
