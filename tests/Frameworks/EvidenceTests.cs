using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Observed;

namespace Experiments.Tests.Frameworks;

/// <summary>An entry that is said to be executed is allowed by what was recorded of its stack.</summary>
public class EvidenceTests
{
    private const string Page = "experiments/Frameworks/observed/README.md";

    // The reasons stand in the README of the tables.
    private static readonly string[] Refuted =
    [
        "`tensorflow-1.12.0-nn-weighted`, loss_from_logits | `tf-weighted`",
        "`eigen-3.4.0-avx`, loss_from_logits | `tf-logits`",
        "`eigen-3.4.0-fma`, loss_from_logits | `tf-logits`",
        "`tfjs-4.22.0-webgl-swiftshader-logloss`, loss_from_probability | `tfjs-logloss`",
    ];

    private static readonly Lazy<IReadOnlyList<ObservedRow>> Compared = new(() =>
    [
        .. ObservedStacks.All.SelectMany(stack =>
        {
            var table = ObservedTables.Load(stack.Name);
            return ObservedQuantities.All.Where(quantity => quantity.ModelOf(stack) is not null)
                .Select(quantity => ObservedQuantities.Row(stack, Alone(quantity, quantity.ModelOf(stack)!.Entry), table));
        }),
    ]);

    public static TheoryData<string> Executed =>
        [.. Catalogue.All.Where(loss => loss.Evidence == EvidenceKind.Executed).Select(loss => loss.Name)];

    /// <summary>Each quantity of each table beside its entry; others are not tried.</summary>
    private static IReadOnlyList<ObservedRow> Rows => Compared.Value;

    [Theory]
    [MemberData(nameof(Executed))]
    public void An_entry_is_executed_only_if_it_allows_every_cell_of_a_loss_or_gradient(string name) => Assert.Contains(
        Rows.Where(row => row.Refuting is null && (IsOf(row, "loss") || IsOf(row, "gradient"))).Select(row => row.Entry),
        entry => entry == name);

    [Fact]
    public void Rows_that_refute_their_entry_stand_with_a_reason_in_the_README()
    {
        Assert.Equal(Refuted, Rows.Where(row => row.Refuting is not null).Select(Told));
        var section = Readmes.Lines(Page).SkipWhile(line => line != "## Rows that refute their entry").Select(line => line.Split(" | "));
        Assert.Equal(
            Refuted,
            section.Where(cells => cells.Length == 3 && cells[1].StartsWith('`')).Select(cells => $"{cells[0][2..]} | {cells[1]}"));
        Assert.Contains(
            Readmes.Lines("experiments/README.md"),
            line => line.StartsWith($"{Number(Refuted.Length)} of {Rows.Count} rows are refuted", StringComparison.Ordinal));
    }

    [Fact]
    public void Gradients_of_executed_entries_that_were_not_run_are_named_in_the_README()
    {
        var unknown = Catalogue.All
            .Where(loss => loss is { Evidence: EvidenceKind.Executed, HasGradient: true })
            .Where(loss => !Rows.Any(row => row.Entry == loss.Name && IsOf(row, "gradient")))
            .Select(loss => $"`{loss.Name}`").ToArray();
        Assert.Contains(
            $"The gradients of {string.Join(", ", unknown[..^1])} and {unknown[^1]} were not run: they are read.", Readmes.Lines(Page));
    }

    private static ObservedQuantity Alone(ObservedQuantity quantity, string entry) =>
        quantity with { Candidates = [.. quantity.Candidates.Where(candidate => candidate.Name == entry)] };

    private static bool IsOf(ObservedRow row, string what) => row.Quantity.StartsWith(what, StringComparison.Ordinal);

    private static string Told(ObservedRow row) => $"`{row.Stack.Name}`, {row.Quantity} | `{row.Entry}`";

    private static string Number(int count) => new[] { "No", "One", "Two", "Three", "Four", "Five" }[count];
}
