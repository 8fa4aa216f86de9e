namespace Experiments.Training.Products;

/// <summary>Neighbouring numbers of a row, worked on together and never added to each other.</summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    /// <summary>The numbers from an address on.</summary>
    static abstract T Load(ref float source);

    /// <summary>Stores the numbers from an address on.</summary>
    static abstract void Store(T values, ref float target);

    /// <summary>x · weight + sum in each lane, rounded once.</summary>
    static abstract T MultiplyAdd(float x, T weights, T sums);
}
