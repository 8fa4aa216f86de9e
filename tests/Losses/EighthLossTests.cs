using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Tests.Training;

namespace Experiments.Tests.Losses;

/// <summary>
/// A loss that is no more than one declaration: evaluated, differentiated and trained with like those of the catalogue.
/// </summary>
public class EighthLossTests
{
    /// <summary>MXNet's loss of a probability: −(log(p + 1e-12)·y + log((1 − p) + 1e-12)·(1 − y)).</summary>
    private static readonly Loss Eighth = new()
    {
        Name = "mxnet-bce",
        Framework = "MXNet",
        Source = "apache/mxnet, python/mxnet/gluon/loss.py",
        Takes = Takes.Probability,
        Formula = (p, y) => -((Expression.Log(p + Epsilon) * y) + (Expression.Log((1 - p) + Epsilon) * (1 - y))),
    };

    private static Expression Epsilon => Rational.FromDecimal(1, -12);

    [Fact]
    public void It_has_a_value_and_a_gradient_in_every_format()
    {
        // log 1e-12 = −27.631021 caps it in float32; in float16 ε is 0, and the loss of a wrong answer infinite.
        Assert.Equal(27.631021f, Eighth.Value.For(0).In<Float32>().At(new(17)).Value);
        Assert.Equal("inf", Eighth.Value.For(0).In<Float16>().At(Float16.Parse("9")).ToText());
        // −1/(½ + 1e-12)·¼.
        Assert.StartsWith(
            "-0.499999999999",
            Eighth.Gradient.For(1).In<ClrDecimal>().At(ClrDecimal.Parse("0")).ToText(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void It_trains_a_network()
    {
        var trainer = Pictures.Trainer(new(Loss: Eighth));
        while (trainer.History.Count < 20)
        {
            trainer.RunEpoch(cancellation: TestContext.Current.CancellationToken);
        }

        Assert.True(trainer.History[^1].ValidationLoss < trainer.History[0].ValidationLoss / 2);
    }

    [Fact]
    public void Every_loss_of_the_catalogue_is_complete_and_has_a_name_of_its_own()
    {
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(loss => loss.Name).Distinct().Count());
        Assert.All(
            Catalogue.All,
            loss => Assert.True(loss.Framework.Length > 0 && loss.Source.Length > 0 && loss == Catalogue.Find(loss.Name)));
        Assert.Null(Catalogue.Find("no loss"));
    }
}
