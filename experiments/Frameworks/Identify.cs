using System.CommandLine;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>The command that says which losses of the catalogue give a number, or a table of numbers.</summary>
internal static class Identify
{
    private const string Name = "identify";
    private const int Agreed = 0;
    private const int Unknown = 1;
    private const int Shown = 10;
    private const int ShownValues = 20;

    private static readonly Setting<IReadOnlyList<string>> File = Setting.Arguments(
        "FILE",
        $"CSV file with columns x, label and any of {string.Join(", ", Quantity.All.Select(quantity => quantity.Name))}",
        path => path);

    private static readonly Setting<WrittenNumber?> Loss = Number("--loss", "loss of one answer, or of all wrong ones alike");
    private static readonly Setting<WrittenNumber?> Accuracy = Number(
        "--accuracy", "share of right answers, where the loss is the mean over right and wrong ones");

    private static readonly Setting<NumberFormat?> Format = Setting.One<NumberFormat?>(
        "--format",
        "NAME",
        "number format",
        Default.Nothing("float32, float64, float16 and bfloat16; of a table its own"),
        text => NumberFormat.Find(text) ?? throw new UsageException(
            $"'{Excerpt.Of(text)}' is not a number format; known are {string.Join(", ", NumberFormat.All.Select(format => format.Name))}."),
        format => format?.Name) with
    {
        Completions = [.. NumberFormat.All.Select(format => format.Name)],
    };

    private static readonly Setting<IReadOnlyList<ExactNumber>> Labels = SweepSettings.Labels("0 1");

    private static readonly NumberFormat[] Usual =
        [NumberFormat.Named<Float32>(), NumberFormat.Named<Float64>(), NumberFormat.Named<Float16>(), NumberFormat.Named<BFloat16>()];

    public static Command Command(CancellationToken cancellation) => Commands.Create(
        Name,
        "Says whose loss a number is, or a table of numbers: exit code 0 one is found, 1 none is",
        "experiments identify --loss 15.333 --label 0\nexperiments identify --loss 7.8306 --accuracy 0.5142",
        [File, Loss, Accuracy, Format, Labels, CommonSettings.Json, CommonSettings.Quiet],
        given => Execute(given, cancellation));

    private static int Execute(Given given, CancellationToken cancellation)
    {
        var (files, loss) = (File.Read(given), Loss.Read(given));
        var work = new Work(new(Messages.IsOnTerminal, CommonSettings.Quiet.Read(given)), folder: null, cancellation);
        if (files.Count + (loss is null ? 0 : 1) != 1)
        {
            throw new UsageException($"{Name}: give {Loss.Name} NUMBER or one FILE{(files.Count > 0 ? ", not more." : ".")}");
        }

        if (loss is null && Accuracy.IsGiven(given))
        {
            throw new UsageException($"{Accuracy.Name}: a table has its own losses; leave this out, or give {Loss.Name} in place of FILE.");
        }

        var (tables, failure) = loss is { } number ? OfValue(given, work, number) : OfTable(given, work, files[0]);
        var isJson = CommonSettings.Json.Read(given);
        if (failure is null || isJson)
        {
            ResultPage.Print(ResultPage.Of(tables, isJson));
        }

        if (failure is not null)
        {
            Messages.Always($"error: {failure}");
        }

        return failure is null ? Agreed : Unknown;
    }

    private static (IReadOnlyList<ResultTable> Tables, string? Failure) OfValue(Given given, Work work, WrittenNumber loss)
    {
        var target = new KnownValue.Target(loss, Share(given, loss));
        var found = KnownValue.Find(work, target, Format.Read(given) is { } format ? [format] : Usual, Labels.Read(given));
        var meant = target.Accuracy is { } accuracy
            ? $"{loss} / (1 − {accuracy}) = {Float64.Round(target.Wanted).ToDouble():G6}" : loss.ToString();
        if (found.Count == 0)
        {
            return ([ResultTable.From(Name, string.Empty, KnownValue.Table, [])],
                $"no loss of the catalogue is {meant} where σ is saturated or at x = 0; see experiments frameworks for what they are.");
        }

        var shown = CommonSettings.Json.Read(given) ? found.Count : ShownValues;
        if (found.Count > shown)
        {
            work.Say($"{found.Count - shown} more agree; {CommonSettings.Json.Name} lists all.");
        }

        var first = found[0];
        var others = found.Where(other => other.Format == first.Format && other.Candidate != first.Candidate)
            .Select(other => other.Candidate).Distinct();
        return (Pages(
            ResultTable.From(Name, $"Losses that are {meant}, the nearest first", KnownValue.Table, found.Take(shown)),
            first.Candidate,
            first.Format,
            others,
            [Quantity.Loss]), null);
    }

    private static (IReadOnlyList<ResultTable> Tables, string? Failure) OfTable(Given given, Work work, string path)
    {
        var table = RecordedTable.Read(path, work.Cancellation);
        if (Labels.IsGiven(given))
        {
            var labels = Labels.Read(given);
            table = table with { Rows = [.. table.Rows.Where(row => labels.Any(label => label.Value.CompareTo(row.Label.Value) == 0))] };
            if (table.Rows.All(row => row.Cells.All(cell => cell is null)))
            {
                throw new UsageException($"{Labels.Name}: no row of {path} with this label has a number to compare.");
            }
        }

        var isOfSigmoids = table.IsOfSigmoids;
        var ranked = Likeness.Rank(work, table, Format.Read(given), isOfSigmoids ? Candidate.Sigmoids : Candidate.All);

        // What a file has of both kinds, two losses made; each is found on its own.
        var isOfBoth = table.Quantities.Any(quantity => IsOf(quantity, Takes.Probability))
            && table.Quantities.Any(quantity => IsOf(quantity, Takes.Logit));
        var groups = isOfBoth
            ? ranked.GroupBy(one => one.Candidate.Loss.Takes)
                .Select(group => (Kind: group.Key == Takes.Logit ? "logit" : "probability", Ranked: group.ToArray())).ToArray()
            : [(Kind: string.Empty, Ranked: [.. ranked])];
        var agreeing = groups.Where(group => group.Ranked is [{ IsAgreement: true }, ..]).ToArray();
        foreach (var (kind, rest) in groups.Where(group => agreeing.Length > 0 && group.Ranked is [{ IsAgreement: false }, ..]))
        {
            work.Say($"no loss that takes a {kind} agrees; {Nearest(rest[0])}");
        }

        return agreeing.Length == 0
            ? ([ResultTable.From(Name, string.Empty, Likeness.Table, [])],
                $"no loss of the catalogue gives most of the cells of {path}; {Nearest(ranked[0])}")
            : ([.. agreeing.SelectMany(group => Pages(table, isOfSigmoids, group.Kind, group.Ranked))], null);
    }

    private static IReadOnlyList<ResultTable> Pages(
        RecordedTable table, bool isOfSigmoids, string kind, Likeness[] ranked)
    {
        var first = ranked[0];
        var losses = isOfSigmoids ? "Sigmoids" : kind.Length == 0 ? "Losses" : $"Losses that take a {kind}";
        var name = kind.Length == 0 ? Name : $"{Name}_{kind}";
        Quantity[] compared = [.. table.Quantities.Where(quantity => quantity.Concerns(first.Candidate.Loss))];
        Quantity[] parted = [.. compared.Where(quantity => compared.Length == 1 || quantity != Quantity.Sigmoid)];
        return Pages(
            ResultTable.From(
                name,
                $"{losses} beside the table, the best first",
                isOfSigmoids ? Likeness.TableOfSigmoids : Likeness.Table,
                ranked.Take(Shown)),
            first.Candidate,
            first.Format,
            ranked.Skip(1).TakeWhile(first.IsTiedWith).Where(other => other.Format == first.Format).Select(other => other.Candidate),
            parted);
    }

    /// <summary>A table, and behind it where its first loss and others that agree as well would part.</summary>
    private static IReadOnlyList<ResultTable> Pages(
        ResultTable table, Candidate first, NumberFormat format, IEnumerable<Candidate> others, IReadOnlyList<Quantity> quantities)
    {
        Parting[] partings = [.. others.Take(Shown).Select(other => Parting.Between(first, other, format, quantities))];
        var title = partings.Any(parting => parting.X is not null)
            ? $"Where {first} and the others would part first" : $"No multiple of 1/8 up to ±104 tells {first} from";
        return partings.Length == 0 ? [table] : [table, ResultTable.From($"{table.Name}_parting", title, Parting.Table, partings)];
    }

    private static string Nearest(Likeness best) =>
        $"the nearest is {best.Candidate} in {best.Format.Name} with {best.Equal} of {best.Cells} cells.";

    /// <summary>Whether a column leaves out losses that take what these do not.</summary>
    private static bool IsOf(Quantity quantity, Takes takes) =>
        Candidate.All.Any(one => one.Loss.Takes != takes && !quantity.Concerns(one.Loss));

    /// <summary>The accuracy, below 1 by more than its last digit.</summary>
    private static WrittenNumber? Share(Given given, WrittenNumber loss)
    {
        if (Accuracy.Read(given) is not { } accuracy)
        {
            return null;
        }

        return !accuracy.IsFinite || accuracy.Value.Sign < 0 || accuracy.High >= 1
            ? throw new UsageException($"{Accuracy.Name}: '{accuracy}' is not a share of right answers from 0 to below 1, such as 0.9042.")
            : loss.IsFinite ? accuracy
            : throw new UsageException($"{Loss.Name}: {loss} is no mean that tells the loss of a wrong answer; leave {Accuracy.Name} out.");
    }

    private static Setting<WrittenNumber?> Number(string name, string description) => Setting.One<WrittenNumber?>(
        name, "NUMBER", description, usual: null, text => WrittenNumber.Parse(text), _ => null);
}
