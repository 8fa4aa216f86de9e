using Experiments.Losses;

namespace Experiments.Frameworks;

/// <summary>A column that a user's table may have: its name, what it holds, and which losses it concerns.</summary>
internal sealed record Quantity(string Name, Func<Loss, Expression> Of, Func<Loss, bool> Exists, Func<Loss, bool> Concerns)
{
    /// <summary>Whether it is the loss, of whatever it is formed.</summary>
    public bool IsLoss => Name.StartsWith(Loss.Name, StringComparison.Ordinal);

    /// <summary>The loss.</summary>
    public static Quantity Loss { get; } = new("loss", loss => loss.Value, loss => loss.HasValue, _ => true);

    /// <summary>Its derivative.</summary>
    public static Quantity Gradient { get; } = new("gradient", loss => loss.Gradient, loss => loss.HasGradient, _ => true);

    /// <summary>The sigmoid.</summary>
    public static Quantity Sigmoid { get; } = new("sigmoid", loss => loss.Sigmoid.Of(Expression.X), _ => true, _ => true);

    /// <summary>The loss of the probability in the column of the sigmoid.</summary>
    public static Quantity LossFromProbability { get; } = Loss with { Name = "loss_from_probability", Concerns = TakesProbability };

    private const string FromLogits = "_from_logits";

    private static Quantity ThroughSigmoid { get; } = Gradient with
    {
        Name = "gradient_through_sigmoid",
        Concerns = loss => TakesProbability(loss) && loss.Objective is null,
    };

    /// <summary>The columns, in the order in which messages name them.</summary>
    /// <remarks>An objective apart from the loss takes the raw output, whatever the loss is given.</remarks>
    public static IReadOnlyList<Quantity> All { get; } =
    [
        Loss,
        Gradient,
        Sigmoid,
        LossFromProbability,
        Loss with { Name = $"loss{FromLogits}", Concerns = TakesLogit },
        Gradient with { Name = $"gradient{FromLogits}", Concerns = loss => TakesLogit(loss) || loss.Objective is not null },
        ThroughSigmoid,
    ];

    /// <summary>The columns of a table, as they concern losses beside one another.</summary>
    /// <remarks>
    /// Some libraries put raw outputs through σ and then take the loss of a probability. So a column from raw outputs
    /// concerns those losses too, where the table has no column of theirs.
    /// </remarks>
    public static IReadOnlyList<Quantity> Beside(IReadOnlyList<Quantity> columns) =>
        columns.Any(column => column.Name == LossFromProbability.Name || column.Name == ThroughSigmoid.Name) ? columns
            : [.. columns.Select(column => column.Name.EndsWith(FromLogits, StringComparison.Ordinal)
                ? column with { Concerns = _ => true } : column)];

    private static bool TakesProbability(Loss loss) => loss.Takes == Takes.Probability;

    private static bool TakesLogit(Loss loss) => loss.Takes == Takes.Logit;
}
