namespace Peers;

/// <summary>
/// Writes tables as peer.py does: two rows for each x, label 1 first; the shortest digits of each number's type.
/// </summary>
internal sealed class TableWriter(string folder, float[] xs)
{
    private const string Header =
        "x,label,sigmoid,loss_from_probability,loss_from_logits,gradient_from_logits,gradient_through_sigmoid";

    public void Write(
        string name,
        Func<int, object> sigmoid,
        Func<int, int, object>? ofProbability = null,
        Func<int, int, object>? ofLogit = null,
        Func<int, int, object>? gradient = null)
    {
        using var file = new StreamWriter(Path.Combine(folder, name + ".csv")) { NewLine = "\n" };
        file.WriteLine(Header);
        for (var i = 0; i < xs.Length; i++)
        {
            foreach (var y in new[] { 1, 0 })
            {
                object?[] cells = [xs[i], y, sigmoid(i), ofProbability?.Invoke(i, y), ofLogit?.Invoke(i, y), gradient?.Invoke(i, y), null];
                file.WriteLine(string.Join(',', cells.Select(Text)));
            }
        }

        Console.WriteLine(name);
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        float x => float.IsNaN(x) ? "nan" : float.IsInfinity(x) ? (x > 0 ? "inf" : "-inf") : x.ToString("R").ToLowerInvariant(),
        double x => double.IsNaN(x) ? "nan" : double.IsInfinity(x) ? (x > 0 ? "inf" : "-inf") : x.ToString("R").ToLowerInvariant(),
        Half x => Text((float)x),
        _ => value.ToString()!,
    };
}
