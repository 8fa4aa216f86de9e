using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Experiments.Frameworks.Explaining;
using Experiments.Losses.Explanations;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Report;

/// <summary>
/// What the page computes by itself against the program: operations and losses bit for bit, explanations word for word.
/// </summary>
/// <remarks>
/// Here on some thousand numbers; KernelExhaustive has all of 16 bits, and a million of float32.
/// </remarks>
public class KernelTests
{
    private static readonly string[] Functions =
        ["abs", "negate", "floor", "exp", "expm1", "exp2", "log", "log2", "log1p", "tanh", "sigmoid"];

    private static readonly string[] OfTwo = ["add", "subtract", "multiply", "divide", "fma", "max", "min", "atleast", "same"];

    private static readonly string[] OfLabels = ["crossentropy", "crossentropyderivative"];

    private static readonly string[] Quantities = ["loss", "gradient"];

    private static readonly string[] Labels = ["0", "1", "3/8"];

    // Steps that lead through all binades of both signs; one is prime to the number of patterns.
    private const ulong Step16 = 419;
    private const ulong Step32 = 27_644_437;

    // Soft labels have no quick path.
    private const int ManySoft = 1 << 16;

    // Bits of bounds that stand for the value.
    private const int Many = 300;

    // Tests of one class run one after the other.
    private static readonly KernelEngine Engine = new();

    /// <summary>
    /// Questions about operations on so many numbers of a format from a pattern on: each function, each operation of pairs,
    /// and the true loss with each kind of label.
    /// </summary>
    internal static IEnumerable<KernelQuestion> Operations<T>(Patterns x, Patterns other, int count)
        where T : struct, IBinaryFloat<T>
    {
        yield return KernelQuestion.Operations<T>(Functions, x, x, x, count);
        yield return KernelQuestion.Operations<T>(OfTwo, x, other, x, count);
        var (half, one) = ((ulong)T.Round(new Rational(1, 2)).Bits, (ulong)T.One.Bits);
        foreach (var label in new ulong[] { 0, one, half, half - 1, one - 1, 1 })
        {
            var isHard = label == 0 || label == one;
            yield return KernelQuestion.Operations<T>(OfLabels, x, Patterns.Of(label), x, isHard ? count : Math.Min(count, ManySoft));
        }
    }

    /// <summary>±0, the ends of the subnormal and of the normal numbers, ±1 and its neighbours, ±∞ and NaN.</summary>
    internal static Patterns Ends<T>()
        where T : struct, IBinaryFloat<T>
    {
        var (one, normal, infinity, sign) = (
            (ulong)T.One.Bits, 1UL << (T.Layout.Precision - 1), (ulong)T.Layout.Infinity, (ulong)T.Layout.SignBit);
        ulong[] all = [0, 1, 2, normal - 1, normal, normal + 1, one - 1, one, one + 1, infinity - 1, infinity, infinity + 1];
        return Patterns.Of([.. all, .. all.Select(bits => bits + sign)]);
    }

    [Fact]
    public void Operations_on_float16_give_the_programs_bits() => CheckOperations<Float16>(Step16);

    [Fact]
    public void Operations_on_bfloat16_give_the_programs_bits() => CheckOperations<BFloat16>(Step16);

    [Fact]
    public void Operations_on_float32_give_the_programs_bits() => CheckOperations<Float32>(Step32);

    [Fact]
    public void Losses_in_float16_give_the_programs_bits() => CheckLosses<Float16>(0x4C09);

    [Fact]
    public void Losses_in_bfloat16_give_the_programs_bits() => CheckLosses<BFloat16>(0x4185);

    [Fact]
    public void Losses_in_float32_give_the_programs_bits() => CheckLosses<Float32>(0x41850A3D);

    [Fact]
    public void Values_of_MPFR_come_out()
    {
        var rows = Rows("elementary-float32.csv").Select(cells => (cells[0], cells[1], cells[2])).Concat(
            Rows("further.csv").Where(cells => cells[0] == "float32" && cells[1] != "fma").Select(cells => (cells[1], cells[2], cells[3])));
        foreach (var function in rows.GroupBy(row => row.Item1))
        {
            var x = Patterns.Of([.. function.Select(row => Convert.ToUInt64(row.Item2, 16))]);
            var question = KernelQuestion.Operations<Float32>([function.Key], x, x, x, x.Listed!.Count);
            var expected = function.Select(row => Convert.ToUInt64(row.Item3, 16)).Aggregate(Fnv.Offset, Fnv.Add);
            Assert.Equal([$"{expected:x16}"], Engine.Answer(question.Json));
        }

        static IEnumerable<string[]> Rows(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "mpfr", file))
            .Skip(1).Select(line => line.Split(','));
    }

    /// <summary>
    /// Bounds of few bits have the value between them, so that the errors counted for them are enough; the value by the
    /// program's bounds of many bits.
    /// </summary>
    [Fact]
    public void Bounds_of_functions_hold_the_value()
    {
        var random = new SplitMix(171);
        var asked = new List<(string Function, Dyadic X, int Bits, Interval Value)>();
        for (var i = 0; i < 4000; i++)
        {
            var x = new Dyadic(random.Signed() >> random.Below(50), random.Below(12) - 52);
            var positive = Dyadic.Abs(x) + Dyadic.PowerOfTwo(-60);
            var bits = 1 + random.Below(90);
            asked.Add(("exp", x, bits, Elementary.Exp(x, Many)));
            asked.Add(("log", positive, bits, Elementary.Log(positive, Many)));
            asked.Add(("log1p", positive, bits, Elementary.Log1P(positive, Many)));
        }

        var cells = asked.Select(one => $"[\"{one.Function}\",\"{one.X.Significand}\",{one.X.Exponent},{one.Bits}]");
        var answers = Engine.Answer($$"""{"ask":"bounds","of":[{{string.Join(',', cells)}}]}""");
        Assert.All(asked.Zip(answers), pair =>
        {
            var bounds = pair.Second.Split(' ');
            var (lower, upper) = (Number(bounds[0], bounds[1]), Number(bounds[2], bounds[3]));
            Assert.True(lower <= pair.First.Value.Upper && pair.First.Value.Lower <= upper, $"{pair.First}: {pair.Second}");
        });

        static Dyadic Number(string significand, string exponent) => new(
            BigInteger.Parse(significand, CultureInfo.InvariantCulture), int.Parse(exponent, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Numbers_have_the_programs_text()
    {
        CheckTexts<Float16>(new(0, 67), 500);
        CheckTexts<BFloat16>(new(0, 67), 500);
        CheckTexts<Float32>(new(1, Step32), 500);
        CheckTexts<Float32>(Ends<Float32>(), Ends<Float32>().Listed!.Count);
    }

    [Theory]
    [InlineData("16.63")]
    [InlineData("-.5")]
    [InlineData("5.")]
    [InlineData("+1E+2")]
    [InlineData("-0")]
    [InlineData("3.4028235677973366e38")]
    [InlineData("7.0064923216240853546186479164495e-46")]
    [InlineData("7.1e-46")]
    [InlineData("1e-100000")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e100001")]
    [InlineData("0x10")]
    [InlineData(" 1")]
    [InlineData("1,5")]
    [InlineData("−1")]
    public void Text_is_read_as_the_program_reads_it(string text)
    {
        var answer = Engine.Answer($$"""{"ask":"parse","format":"float32","texts":["{{text}}"]}""");
        var expected = DecimalText.TryParse(text, out var value) ? $"0x{Float32.Round(value).Bits:x8}" : "none";
        Assert.Equal([expected], answer);
    }

    [Theory]
    [InlineData("keras-2.2.4")]
    [InlineData("torch-bce")]
    [InlineData("torch-bce-0.4")]
    [InlineData("sigmoid")]
    [InlineData("keras-theano")]
    [InlineData("tf-logits")]
    [InlineData("naive")]
    [InlineData("exact")]
    [InlineData("mlnet-log-loss")]
    [InlineData("torchvision-focal")]
    [InlineData("catboost-logloss")]
    public void Steps_and_verdicts_are_those_of_explain(string loss)
    {
        CheckSteps<Float16>(loss, "-12", "0", "7.7", "20");
        CheckSteps<BFloat16>(loss, "-90", "5.5");
        CheckSteps<Float32>(loss, "-104", "7.513", "9.676", "16.63", "1e30", "nan", "-inf");
    }

    [Fact]
    public void Every_loss_of_the_catalogue_is_there()
    {
        using var formulas = JsonDocument.Parse(Experiments.Report.SampleSection.Formulas);
        Assert.Equal(
            Catalogue.All.Select(loss => loss.Name),
            formulas.RootElement.GetProperty("losses").EnumerateArray().Select(loss => loss.GetProperty("name").GetString()));
    }

    private static void CheckTexts<T>(Patterns x, int count)
        where T : struct, IBinaryFloat<T>
    {
        var texts = Engine.Answer($$"""{"ask":"text","format":"{{T.Name}}","x":{{x.Json}},"count":{{count}}}""");
        Assert.Equal(Enumerable.Range(0, count).Select(i => x.Number<T>(i).ToText()), texts);
    }

    private static void CheckOperations<T>(ulong step)
        where T : struct, IBinaryFloat<T>
    {
        var spread = new Patterns(1, step);
        foreach (var question in Operations<T>(spread, new(7, step + 2), 60)
            .Concat(Operations<T>(Ends<T>(), new(0, step), Ends<T>().Listed!.Count)))
        {
            question.Check(Engine.Answer(question.Json));
        }
    }

    private static void CheckLosses<T>(ulong around)
        where T : struct, IBinaryFloat<T>
    {
        foreach (var label in Labels)
        {
            foreach (var question in new[]
            {
                KernelQuestion.Losses<T>([], label, Ends<T>(), Ends<T>().Listed!.Count),
                KernelQuestion.Losses<T>([], label, new(around, 1), 4),
                KernelQuestion.Losses<T>([], label, new(around + (ulong)T.Layout.SignBit, 1), 4),
            })
            {
                question.Check(Engine.Answer(question.Json));
            }
        }
    }

    private static Rational Label(string text) => text == "3/8" ? new Rational(3, 8) : text == "1" ? 1 : 0;

    private static void CheckSteps<T>(string name, params string[] all)
        where T : struct, IBinaryFloat<T>
    {
        var loss = Catalogue.Find(name)!;
        foreach (var (x, quantity, y) in
            from x in all from quantity in Quantities from y in Labels select (T.Parse(x), quantity, y))
        {
            if (!(quantity == "loss" ? loss.HasValue : loss.HasGradient))
            {
                continue;
            }

            var steps = new Explanation<T>((quantity == "loss" ? loss.Value : loss.Gradient).For(Label(y)), x).Steps;
            var question = $$"""{"ask":"explain","format":"{{T.Name}}","loss":"{{name}}","quantity":"{{quantity}}","""
                + $$""" "label":"{{y}}","x":"{{(ulong)x.Bits}}"}""";
            Assert.Equal(
                [
                    .. steps.Select(step => string.Join(
                        " | ",
                        step.Number,
                        step.Expression,
                        step.Value.ToText(),
                        step.Bits,
                        step.Exact.ToText(20),
                        step.Ulps is { } ulps ? SignificantDigits.OfUlps(ulps) : string.Empty,
                        step.Note)),
                    ExplanationVerdict.Of(quantity, steps[^1].Value, steps[^1].Exact),
                ],
                Engine.Answer(question));
        }
    }
}
