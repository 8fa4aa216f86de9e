namespace Experiments.Numerics.Formats;

/// <summary>A piece of work that is generic over the format.</summary>
public interface IFormatWork<out TResult>
{
    /// <summary>Does it in the format T.</summary>
    TResult Run<T>()
        where T : struct, IFloat<T>;
}
