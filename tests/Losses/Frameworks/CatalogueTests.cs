using System.IO.Compression;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses.Frameworks;

/// <summary>
/// The catalogue against another program that was written from the frameworks' sources, operation by operation, each
/// rounded by MPFR: see Fixtures/losses/emulation.py.
/// </summary>
public class CatalogueTests
{
    // Its rows have 1 / (1 + e^−x) in the place of a library's own sigmoid.
    private const string PlainSigmoid = "onnxruntime-bce";

    // Its gradient is not in the table: where p is 0 or 1 it follows from the formula, which the source does not say.
    private const string WithoutGradient = "naive";

    private static readonly string[] Names =
    [
        "keras-2.2.4", "tf-keras-2", "keras-3", "keras-3-torch", "keras-theano", "torch-bce", "torch-bce-1.13", "torch-bce-0.4",
        "torch-logits", "torch-logits-2.2", "tf-logits", "tf-logits-eager", "tf-weighted", "optax", "flux-bce", "flux-logits", "mxnet-bce",
        "mxnet-logits", "paddle-bce", "paddle-logits", "tfjs-layers", "tfjs-layers-wasm", "tfjs-layers-webgl", "tfjs-logloss",
        "tfjs-logits", "tfjs-logits-wasm", "burn-bce", "burn-logits", "mlx-bce", "mlx-logits", "dl4j-xent", "sklearn-log-loss",
        "sklearn-log-loss-1.1", "sklearn-half-binomial", "sklearn-half-binomial-fused", "xgboost-logloss", "xgboost-logistic",
        "lightgbm-binary", "lightgbm-xentropy", "catboost-logloss", "mlnet-log-loss", "mlnet-evaluator", "caffe", "candle-logits",
        "tinygrad-bce", "tinygrad-logits", "onnxruntime-bce", "add-epsilon", "clip-epsilon", "keras-3-focal", "torchvision-focal",
        "split",
    ];

    [Fact]
    public void Every_framework_is_there_in_order() =>
        Assert.Equal([.. ArticleLosses.All.Select(loss => loss.Name), .. Names], Catalogue.All.Select(loss => loss.Name));

    [Theory]
    [InlineData("float32")]
    [InlineData("float64")]
    public void Every_cell_is_the_emulations(string format)
    {
        Assert.True(NumberFormat.Find(format)!.Run(new Cells("expected.csv.gz", hasParameters: false)) > 7000);
    }

    [Theory]
    [InlineData("float32")]
    [InlineData("float64")]
    public void Every_cell_with_constants_of_the_users_is_the_emulations(string format)
    {
        Assert.True(NumberFormat.Find(format)!.Run(new Cells("parameters.csv.gz", hasParameters: true)) > 10000);
    }

    /// <summary>What a loss is said to be must not depend on whether constants were given.</summary>
    [Fact]
    public void Constants_change_nothing_that_is_said_of_a_loss() => Assert.All(Catalogue.All, loss =>
    {
        var again = loss.With(new() { Weight = 1, PosWeight = 1 });
        Assert.Equal(
            (loss.Name, loss.Framework, loss.Versions, loss.Evidence, loss.Source, loss.Takes, loss.Asks, loss.IsCrossEntropy),
            (again.Name, again.Framework, again.Versions, again.Evidence, again.Source, again.Takes, again.Asks, again.IsCrossEntropy));
        Assert.Equal((loss.Sigmoid, loss.Rules, loss.ComputesIn), (again.Sigmoid, again.Rules, again.ComputesIn));
        Assert.Equal(loss.HasValue && loss.HasGradient, again.HasValue && again.HasGradient);
    });

    [Fact]
    public void A_weight_multiplies_value_and_gradient()
    {
        foreach (var loss in Catalogue.All)
        {
            var twice = loss.With(new() { Weight = 2 });
            var (x, y) = (new Float32(1.25f), new Float32(0.25f));
            Assert.Equal(2 * loss.Value.In<Float32>().At(x, y).Value, twice.Value.In<Float32>().At(x, y).Value);
            Assert.Equal(2 * loss.Gradient.In<Float32>().At(x, y).Value, twice.Gradient.In<Float32>().At(x, y).Value);
        }
    }

    /// <summary>The public numbers of reports: each is what its framework printed.</summary>
    [Theory]
    [InlineData("torch-bce-0.4", "float32", "-104", "1", "27.631021")]
    [InlineData("flux-bce", "float64", "50", "0", "36.04365338911715")]
    [InlineData("tf-keras-2", "float32", "104", "0", "15.333239")]
    [InlineData("sklearn-log-loss-1.1", "float64", "-104", "1", "34.538776394910684")]
    [InlineData("xgboost-logloss", "float32", "104", "0", "36.841362")]
    [InlineData("tfjs-layers-webgl", "float32", "-104", "1", "9.2103405")]
    public void A_cap_is_what_users_saw(string loss, string format, string x, string label, string value) =>
        Assert.Equal(value, NumberFormat.Find(format)!.Run(new Value(Catalogue.Find(loss)!, x, label)));

    private sealed class Value(Loss loss, string x, string label) : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T> => loss.Value.In<T>().At(T.Parse(x), T.Parse(label)).ToText();
    }

    private sealed class Cells(string file, bool hasParameters) : IFormatWork<int>
    {
        public int Run<T>()
            where T : struct, IFloat<T>
        {
            using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", "losses", file));
            using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
            reader.ReadLine();
            var known = new Dictionary<string, (Loss Loss, Evaluator<T> Both)>(StringComparer.Ordinal);
            var count = 0;
            while (reader.ReadLine() is { } line)
            {
                var cells = line.Split(',');
                var (name, given) = (cells[0], hasParameters ? cells[1] : string.Empty);
                var rest = cells[(hasParameters ? 2 : 1)..];
                if (rest[0] != T.Name)
                {
                    continue;
                }

                if (!known.TryGetValue(name + given, out var entry))
                {
                    var loss = Catalogue.Find(name)!.With(Parameters(given));
                    loss = name != PlainSigmoid ? loss
                        : loss with { Sigmoid = Sigmoid.Naive with { Backward = loss.Sigmoid.Backward } };
                    known.Add(name + given, entry = (loss, new(loss.Value, loss.Gradient)));
                }

                var values = entry.Both.All(T.Parse(rest[2]), T.Parse(rest[1]));
                AssertIs(rest[3], values[0], line);
                if (name != WithoutGradient)
                {
                    AssertIs(rest[4], values[1], line);
                }

                count++;
            }

            return count;

            // An empty cell is none; −0 and 0 are equal.
            static void AssertIs(string expected, T actual, string line) => Assert.True(
                expected.Length == 0 || T.Parse(expected).ToText() == actual.ToText() || (T.Parse(expected).IsZero && actual.IsZero),
                $"{line}: {actual.ToText()}");
        }

        private static LossParameters Parameters(string given)
        {
            var parameters = new LossParameters();
            foreach (var part in given.Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                var named = part.Split('=');
                Assert.True(DecimalText.TryParse(named[1], out var number));
                parameters = named[0] switch
                {
                    "epsilon" => parameters with { Epsilon = number },
                    "pos-weight" => parameters with { PosWeight = number },
                    "gamma" => parameters with { Gamma = number },
                    "alpha" => parameters with { Alpha = number },
                    _ => throw new ArgumentException(given),
                };
            }

            return parameters;
        }
    }
}
