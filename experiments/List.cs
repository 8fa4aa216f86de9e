using System.CommandLine;
using Experiments.Cli;
using Experiments.Frameworks;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments;

/// <summary>The command that says what there is, one a line: commands, losses, sigmoids or number formats.</summary>
internal static class List
{
    private const int NameWidth = 20;

    private static readonly Table<Experiment> Experiments = new(
        new("command", experiment => experiment.Name) { IsKey = true },
        new("figure", experiment => experiment.Figure),
        new("summary", experiment => experiment.Summary));

    private static readonly Table<Loss> Losses = new(
        new("loss", loss => loss.Name) { IsKey = true },
        new("framework", loss => loss.Framework),
        new("versions", loss => loss.Versions),
        new("evidence", loss => FrameworkSummary.Word(loss.Evidence)),
        new("source", loss => loss.Source));

    private static readonly Table<Sigmoid> Sigmoids = new(
        new("sigmoid", sigmoid => sigmoid.Name) { IsKey = true },
        new("framework", sigmoid => sigmoid.Framework),
        new("source", sigmoid => sigmoid.Source));

    private static readonly Table<NumberFormat> Formats = new(
        new("format", format => format.Name) { IsKey = true },
        new("precision", format => Text(format.Parameters?.Precision), ColumnFormats.Integer),
        new("emin", format => Text(format.Parameters?.Emin), ColumnFormats.Integer),
        new("emax", format => Text(format.Parameters?.Emax), ColumnFormats.Integer));

    private static readonly Setting<bool> OfLosses = Setting.Flag("--losses", "the losses: framework, versions, evidence, source");
    private static readonly Setting<bool> OfSigmoids = Setting.Flag("--sigmoids", "the sigmoids: framework, source");
    private static readonly Setting<bool> OfFormats =
        Setting.Flag("--formats", "the number formats: precision in bits, exponents of the least normal and the largest number");

    public static Command Command() => Commands.Create(
        "list",
        "The experiments, one a line: command, figure, what it shows; or the losses, the sigmoids or the number formats",
        "experiments list\nexperiments list --losses",
        [OfLosses, OfSigmoids, OfFormats, CommonSettings.Json],
        given =>
        {
            Setting[] asked = [.. new Setting[] { OfLosses, OfSigmoids, OfFormats }.Where(setting => setting.IsGiven(given))];
            var (table, lines) = asked switch
            {
                [] => (
                    ResultTable.From("experiments", "", Experiments, [.. Program.Experiments, .. Program.Alone]),
                    Program.Experiments.Concat(Program.Alone).Select(experiment =>
                        $"{experiment.Name,-16}  {experiment.Figure,-11}  {experiment.Summary}")),
                [var one] when one == OfLosses => (
                    ResultTable.From("losses", "", Losses, Catalogue.All),
                    Catalogue.All.Select(loss => Line(loss.Name, Versions(loss), FrameworkSummary.Word(loss.Evidence), loss.Source))),
                [var one] when one == OfSigmoids => (
                    ResultTable.From("sigmoids", "", Sigmoids, SigmoidCatalogue.All),
                    SigmoidCatalogue.All.Select(sigmoid => Line(sigmoid.Name, sigmoid.Framework, sigmoid.Source))),
                [_] => (ResultTable.From("formats", "", Formats, NumberFormat.All), NumberFormat.All.Select(Line)),
                [var first, .. var others] => throw new UsageException(
                    $"{others[0].Name}: give this or {first.Name}, not both."),
            };
            ResultPage.Print(CommonSettings.Json.Read(given) ? ResultPage.Json([table]) : string.Concat(lines.Select(line => line + "\n")));
            return 0;
        });

    private static string Versions(Loss loss) => loss.Versions.Length > 0 ? $"{loss.Framework}, {loss.Versions}" : loss.Framework;

    private static string Line(NumberFormat format) => Line(
        format.Name,
        format.Parameters is { } parameters
            ? $"precision {Text(parameters.Precision),3}  emin {Text(parameters.Emin),6}  emax {Text(parameters.Emax),5}"
            : "96 bits over 10^scale, scale 0 to 28");

    private static string Line(string name, params string[] words) => $"{name.PadRight(NameWidth)}  {string.Join("  ", words)}";

    private static string Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
