using System.CommandLine;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Explanations;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Frameworks.Explaining;

/// <summary>The command that shows one loss at one x, operation by operation, and where something is lost.</summary>
internal static class Explain
{
    private const string Name = "explain";

    private static readonly Setting<string?> X = Setting.One<string?>(
        "--x", "NUMBER", "raw output, inf, -inf and nan among them", usual: null, Sweep.Point, text => text);

    private static readonly Setting<ExactNumber> Label = Setting.One(
        "--label", "Y", "label of the sample, from 0 to 1", "1", SweepSettings.Label, label => label.Text);

    private static readonly Setting<Loss> Named = Setting.One(
        "--loss",
        "NAME",
        "loss of the catalogue, see list --losses",
        Keras.Keras224.Name,
        LossSettings.Named,
        loss => loss.Name) with
    {
        Completions = [.. Catalogue.All.Select(loss => loss.Name)],
    };

    private static readonly Setting<NumberFormat> Format = Setting.One(
        "--format",
        "NAME",
        $"number format to compute in, of {string.Join(", ", NumberFormat.All.Select(format => format.Name))}",
        Float32.Name,
        name => NumberFormat.Find(name) ?? throw new UsageException(
            $"'{Excerpt.Of(name)}' is not a number format; known are {string.Join(", ", NumberFormat.All.Select(format => format.Name))}."),
        format => format.Name) with
    {
        Completions = [.. NumberFormat.All.Select(format => format.Name)],
    };

    private static readonly Setting<bool> Gradient = Setting.Flag("--gradient", "explain the gradient with respect to x, not the loss");

    public static Command Command() => Commands.Create(
        Name,
        "One loss at one x, operation by operation: what each gives, what it is exactly, and where something is lost",
        "experiments explain --x 16.63\n"
            + "experiments explain --x 20 --loss torch-bce --format float16 --gradient",
        [X, Label, Named, Format, Gradient, .. LossSettings.Constants, CommonSettings.Json],
        Execute);

    private static int Execute(Given given)
    {
        var x = X.Read(given) ?? throw new UsageException($"{X.Name}: a raw output is needed, such as {X.Name} 16.63.");
        var (format, isGradient, shown) = (Format.Read(given), Gradient.Read(given), Label.Read(given));
        var loss = LossSettings.Read(given, [Named.Read(given)])[0];
        LossSettings.CheckSigmoid(given, [format]);
        if (!(isGradient ? loss.HasGradient : loss.HasValue))
        {
            throw new UsageException(isGradient
                ? $"{Gradient.Name}: {loss.Name} is a metric, without a gradient; leave {Gradient.Name} out."
                : $"{Named.Name}: {loss.Name} is an objective, without a value; add {Gradient.Name}.");
        }

        if (!Sweep.IsIn(format, x))
        {
            throw new UsageException($"{X.Name}: {Excerpt.Of(x)} is not in the range of {format.Name}.");
        }

        var label = LossSettings.Smoothed(given, shown);
        var subject = new ExplanationSubject(loss.Name, isGradient ? "gradient" : "loss", shown.Text, label);
        var formula = isGradient ? loss.Gradient : loss.Value;
        ResultPage.Print(format.Run(
            new Explaining(subject, formula.For(label), loss.IsCrossEntropy, x, CommonSettings.Json.Read(given))));
        return 0;
    }

    private sealed class Explaining(ExplanationSubject subject, Expression formula, bool isCrossEntropy, string x, bool isJson)
        : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T>
        {
            var at = T.Parse(x);
            var page = new ExplanationPage<T>(subject, x, at, new(formula, at), Truth(at));
            return isJson ? page.Json() : page.Text();
        }

        /// <summary>The true loss or gradient of x; null where the formula stands for another function.</summary>
        private ExactValue? Truth<T>(T at)
            where T : struct, IFloat<T> => !isCrossEntropy ? null : Last(
                subject.IsGradient
                    ? Expression.RoundedDerivative(Expression.X, subject.Label)
                    : Expression.RoundedCrossEntropy(Expression.X, subject.Label),
                at);

        private static ExactValue Last<T>(Expression expression, T at)
            where T : struct, IFloat<T> => new Explanation<T>(expression, at).Steps[^1].Exact;
    }
}
