using Experiments.Census;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Census;

/// <summary>The shortcuts of the census against going through numbers one by one.</summary>
public class FastCensusTests
{
    private const int Stride = 4099;

    public static TheoryData<string> Formats =>
        [.. NumberFormat.All.Where(format => NumberLine.Holds(format) && format.Name != Float32.Name).Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Of_a_short_format_they_make_the_same_tables_whatever_the_pieces(string name)
    {
        var format = NumberFormat.Find(name)!;
        var expected = Census.Tables(format, Census.How(isFast: false));
        foreach (var (length, stride) in new[] { (1 << 16, 64), (50, 7), (2, 1) })
        {
            var how = Census.How(isFast: true) with { PieceLength = length, Stride = stride };
            Assert.Equal(expected, Census.Tables(format, how));
        }
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var format = NumberFormat.Named<BFloat16>();
        var how = Census.How(isFast: false, threads: 1) with { PieceLength = 100 };
        Assert.Equal(Census.Tables(format, how), Census.Tables(format, how with { Threads = 5 }));
    }

    [Fact]
    public void The_round_trips_of_float32_are_the_same_in_blocks_of_all_binades()
    {
        var line = new NumberLine<Float32>();
        var all = Piece.Of([.. line.Binades], 1 << 13);
        Piece[] pieces = [.. all.Where((piece, i) => i % Stride == 0 || (Math.Abs(piece.Binade - 149) < 24 && i % 211 == 0))];
        Assert.Equal(Tallies(line, pieces, isFast: false), Tallies(line, pieces, isFast: true));
    }

    [Fact]
    public void The_losses_of_float32_get_the_same_verdicts_in_blocks_of_all_binades()
    {
        var line = new NumberLine<Float32>();
        var all = Piece.Of([.. line.Binades], 1 << 13);
        Piece[] pieces = [.. all.Where((piece, i) => i % (4 * Stride) == 0 || (Math.Abs(piece.Binade - 149) < 24 && i % 1009 == 0))];
        var sweep = new LossSweep<Float32>(line, Census.How(isFast: false));
        var expected = pieces.Select(piece => sweep.Runs([piece])).ToArray();
        for (var i = 0; i < CountedLoss.Cases.Count; i++)
        {
            var (loss, label) = CountedLoss.Cases[i];
            var census = new LossCensus<Float32>(line, loss, label, TestContext.Current.CancellationToken);
            foreach (var isNegative in NumberLine.Signs)
            {
                var runs = census.Runs(isNegative);
                Assert.Equal((0, line.Count), (runs[0].First, runs[^1].End));
                Assert.All(pieces.Zip(expected).Where(pair => pair.First.IsNegative == isNegative), pair => Assert.Equal(
                    pair.Second[i],
                    runs.Where(run => run.First < pair.First.First + pair.First.Count && run.End > pair.First.First).Select(run => run with
                    {
                        First = Math.Max(run.First, pair.First.First),
                        End = Math.Min(run.End, pair.First.First + pair.First.Count),
                    })));
            }
        }
    }

    /// <summary>Where float32's verdicts change, single numbers have those of exact arithmetic.</summary>
    [Fact]
    public void Next_to_each_change_the_verdict_on_a_loss_of_float32_is_that_of_exact_arithmetic()
    {
        var line = new NumberLine<Float32>();
        foreach (var (loss, label) in CountedLoss.Cases)
        {
            var census = new LossCensus<Float32>(line, loss, label, TestContext.Current.CancellationToken);
            foreach (var isNegative in NumberLine.Signs)
            {
                Assert.All(census.Runs(isNegative), run =>
                {
                    Assert.Equal(run.Verdict, census.Single(line.At(isNegative, run.First)));
                    Assert.Equal(run.Verdict, census.Single(line.At(isNegative, run.End - 1)));
                });
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_census_stops_when_it_is_cancelled(bool isFast)
    {
        // float32's takes seconds at least.
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var work = new Work(new(isTerminal: false, isQuiet: true), folder: null, source.Token);
        Assert.ThrowsAny<OperationCanceledException>(
            () => NumberCensus.Form([NumberFormat.Named<Float32>()], new(work, isFast, Threads: 2)));
    }

    [Fact]
    public void A_format_of_19_bits_that_is_not_listed_is_counted_too()
    {
        var format = NumberFormat.Named<TensorFloat32>();
        Assert.True(NumberLine.Holds(format));
        var line = new NumberLine<TensorFloat32>();
        Assert.Equal(1 << 18, line.Count + line.NaNs + 1);
        Piece[] pieces = [.. Piece.Of([.. line.Binades], 256).Where((_, i) => i % 37 == 0)];
        Assert.Equal(Tallies(line, pieces, isFast: false), Tallies(line, pieces, isFast: true));
    }

    private static Tally[] Tallies<T>(NumberLine<T> line, Piece[] pieces, bool isFast)
        where T : struct, IFloat<T> =>
        new RoundTripCensus<T>(line, Census.How(isFast), ArticleFormulas.Written.RoundTrip).Tallies(pieces);
}
