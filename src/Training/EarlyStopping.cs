namespace Experiments.Training;

/// <summary>
/// Keras' EarlyStopping with min_delta 0: stop when the loss has not fallen below its minimum for so many epochs in a
/// row.
/// </summary>
/// <param name="Patience">How many epochs.</param>
/// <param name="Best">The least loss so far.</param>
/// <param name="Waited">Epochs since then.</param>
public readonly record struct EarlyStopping(int Patience, double Best, int Waited)
{
    /// <summary>The state before the first epoch.</summary>
    public EarlyStopping(int patience)
        : this(patience, double.PositiveInfinity, 0)
    {
    }

    /// <summary>Whether training is to stop.</summary>
    public bool IsOver => Waited >= Patience;

    /// <summary>The epoch after which the rule stops, counted from 1; null when it does not.</summary>
    public static int? StopsAfter(int patience, IEnumerable<double> losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        var rule = new EarlyStopping(patience);
        var epoch = 0;
        foreach (var loss in losses)
        {
            epoch++;
            rule = rule.After(loss);
            if (rule.IsOver)
            {
                return epoch;
            }
        }

        return null;
    }

    /// <summary>The state after an epoch with this loss.</summary>
    public EarlyStopping After(double loss) => loss < Best ? this with { Best = loss, Waited = 0 } : this with { Waited = Waited + 1 };
}
