using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Claims;

/// <summary>C7 and C10: that each part of what they ask for is asked for.</summary>
public class LossClaimTests
{
    [Theory]
    [InlineData(2, true, true)]
    [InlineData(-2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(3, false, false)]
    [InlineData(-3, false, true)]
    [InlineData(-3, false, false)]
    public void C7_allows_2_ulps_at_each_point(int ulps, bool holds, bool label)
    {
        // At x = 1 alone, where one step of the grid changes the loss by thousands of them.
        var loss = Ops.Ulps(BinaryCrossEntropy.Exact(new Float32(1), label), ulps);
        Judged.AssertHolds(holds, "C7", new AlteredIn<Float32> { Logits = (x, given) => x.Value == 1 && given == label ? loss : BinaryCrossEntropy.Logits(x, given) });
    }

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(1, false, true)]
    [InlineData(0, true, false)]
    [InlineData(-1, false, false)]
    public void C7_wants_a_loss_that_turns_back_nowhere(int ulps, bool holds, bool label)
    {
        // At x = 1 exact and computed loss are both that of the x before, or both a unit on the wrong side of it.
        var loss = Ops.Ulps(BinaryCrossEntropy.Logits(new Float32(1 - (1f / 128)), label), ulps);
        Judged.AssertHolds(holds, "C7", new AlteredIn<Float32>
        {
            Logits = (x, given) => x.Value == 1 && given == label ? loss : BinaryCrossEntropy.Logits(x, given),
            Exact = (x, given) => x.Value == 1 && given == label ? loss : BinaryCrossEntropy.Exact(x, given),
        });
    }

    [Fact]
    public void C7_notices_one_loss_that_is_no_number()
    {
        var row = Judged.Row("C7", new AlteredIn<Float32> { Logits = (x, label) => x.Value == 1 && label ? new(float.NaN) : BinaryCrossEntropy.Logits(x, label) });
        Assert.Equal("not reproduced", row.Verdict.Word);
        Assert.StartsWith("units in the last place off the exact loss: no number; ", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void C10_wants_an_end_inside_the_sweep_and_an_exact_loss_there_in_float80() => AssertBothAsked<Float80>();

    [Fact]
    public void C10_wants_an_end_inside_the_sweep_and_an_exact_loss_there_in_float128() => AssertBothAsked<Float128>();

    private static void AssertBothAsked<T>()
        where T : struct, IFloat<T>
    {
        Judged.AssertHolds(true, "C10", EndingAt("89.99"));
        Judged.AssertHolds(false, "C10", EndingAt("90"));
        Judged.AssertHolds(false, "C10", EndingAt("100000"));
        Judged.AssertHolds(false, "C10", new AlteredIn<T> { Exact = (_, _) => Ops.Parse<T>("0") });

        static AlteredIn<T> EndingAt(string end) => new() { Naive = (x, _) => Ops.Parse<T>(Ops.Less(x, Ops.Parse<T>(end)) ? "1" : "0") };
    }
}
