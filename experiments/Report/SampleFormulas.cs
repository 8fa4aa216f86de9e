using System.Text;
using System.Text.Json;
using Experiments.Losses;
using Experiments.Losses.Explanations;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;

namespace Experiments.Report;

/// <summary>
/// The losses of the catalogue as data, from which the page computes: its script has no formula of its own.
/// </summary>
/// <remarks>
/// One object: the formats, those to choose, the parts of all formulas, the true functions, and of each loss the places
/// of its value, its gradient, its sigmoid, the clipped probability and its logit; null where it has none.
/// </remarks>
internal static class SampleFormulas
{
    /// <summary>The formats that a reader may choose.</summary>
    public static IReadOnlyList<NumberFormat> Formats { get; } =
        [NumberFormat.Named<Float16>(), NumberFormat.Named<BFloat16>(), NumberFormat.Named<Float32>()];

    /// <summary>The object as text that may stand in a page: &lt;, &gt; and &amp; are escaped.</summary>
    public static string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json)
    {
        var graph = new FormulaGraph();
        json.WriteStartObject();
        json.WriteStartObject("true");
        json.WriteNumber("sigmoid", graph.Add(Expression.RoundedSigmoid(Expression.X)));
        json.WriteNumber("logit", graph.Add(Expression.X));
        json.WriteNumber("loss", graph.Add(Expression.RoundedCrossEntropy(Expression.X, Expression.Y)));
        json.WriteNumber("gradient", graph.Add(Expression.RoundedDerivative(Expression.X, Expression.Y)));
        json.WriteEndObject();
        json.WriteStartArray("losses");
        foreach (var loss in Catalogue.All)
        {
            WriteLoss(json, graph, loss);
        }

        json.WriteEndArray();
        WriteParts(json, graph);
        WriteFormats(json, graph);
        json.WriteStartArray("choices");
        foreach (var format in Formats)
        {
            json.WriteStringValue(format.Name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLoss(Utf8JsonWriter json, FormulaGraph graph, Loss loss)
    {
        var probability = ProbabilityClip.In(loss) ?? loss.Sigmoid.Of(Expression.X);
        json.WriteStartObject();
        json.WriteString("name", loss.Name);
        json.WriteString("framework", loss.Framework);
        json.WriteString("versions", loss.Versions);
        json.WriteString("form", loss.Sigmoid.Name);
        json.WriteBoolean("isCrossEntropy", loss.IsCrossEntropy);
        WritePlace("sigmoid", loss.Sigmoid.Of(Expression.X));
        WritePlace("clip", ProbabilityClip.In(loss));
        WritePlace("logit", loss.Takes == Takes.Logit ? null : Losses.Formulas.Logit(probability));
        WritePlace("loss", loss.HasValue ? loss.Value : null);
        WritePlace("gradient", loss.HasGradient ? loss.Gradient : null);
        json.WriteEndObject();

        void WritePlace(string name, Expression? formula)
        {
            json.WritePropertyName(name);
            if (formula is null)
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteNumberValue(graph.Add(formula));
            }
        }
    }

    /// <summary>Each part as an array: its operation, then its operands, then the number or the format.</summary>
    private static void WriteParts(Utf8JsonWriter json, FormulaGraph graph)
    {
        json.WriteStartArray("parts");
        foreach (var part in graph.Parts)
        {
            json.WriteStartArray();
            json.WriteStringValue(part.Operation);
            foreach (var operand in part.Operands)
            {
                json.WriteNumberValue(operand);
            }

            if (part.Argument is { } argument)
            {
                json.WriteStringValue(argument);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Precision and largest exponent of the formats to choose and of those to store in.</summary>
    private static void WriteFormats(Utf8JsonWriter json, FormulaGraph graph)
    {
        var stored = graph.Parts.Where(part => part.Operation == "store").Select(part => NumberFormat.Find(part.Argument!)!);
        json.WriteStartObject("formats");
        foreach (var format in Formats.Union(stored))
        {
            var layout = format.Parameters ?? throw new InvalidOperationException($"{format.Name} is not binary.");
            json.WriteStartArray(format.Name);
            json.WriteNumberValue(layout.Precision);
            json.WriteNumberValue(layout.Emax);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
