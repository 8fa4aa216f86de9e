namespace Experiments.Output.Figures;

/// <summary>A round length: Factor · 10^Exponent, the factor 1, 2 or 5.</summary>
internal readonly record struct Step(int Factor, int Exponent)
{
    /// <summary>The double nearest to it.</summary>
    public double Value => Decimals.Value(Factor, Exponent);

    /// <summary>The next longer step.</summary>
    public Step Coarser => Factor switch { 1 => new(2, Exponent), 2 => new(5, Exponent), _ => new(1, Exponent + 1) };

    /// <summary>A step that divides it, for minor ticks.</summary>
    public Step Finer => Factor switch { 1 => new(2, Exponent - 1), 2 => new(5, Exponent - 1), _ => new(1, Exponent) };

    /// <summary>The shortest step that is no shorter than a positive length.</summary>
    public static Step AtLeast(double least)
    {
        least = Math.Max(least, double.Epsilon);
        var step = new Step(1, Decimals.Decade(least));
        while (step.Value < least)
        {
            step = step.Coarser;
        }

        return step;
    }

    /// <summary>The multiples within an extent, in units of 10^Exponent.</summary>
    public List<long> Multiples(Extent extent)
    {
        if (Value == 0)
        {
            return []; // Finer than the smallest double.
        }

        // An end of the axis that is a multiple may come out a rounding error beside it.
        const double slack = 1e-9;
        var first = (long)Math.Ceiling((extent.Min / Value) - slack);
        var last = (long)Math.Floor((extent.Max / Value) + slack);
        var multiples = new List<long>();
        for (var tick = first; tick <= last; tick++)
        {
            multiples.Add(tick * Factor);
        }

        return multiples;
    }
}
