using System.Reflection;
using System.Text.RegularExpressions;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Training;

namespace Experiments.Tests;

/// <summary>Rules of the source tree, read from what is compiled of it.</summary>
public class HouseTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Assembly[] Source =
        [typeof(Float32).Assembly, typeof(Loss).Assembly, typeof(Trainer).Assembly, typeof(CsvTable).Assembly];

    public static TheoryData<string> Assemblies =>
        [.. Source.Append(typeof(Program).Assembly).Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_two_namespaces_refer_to_each_other_in_a_circle(string assembly) => Assert.Empty(InCircles(Assembly.Load(assembly)));

    [Fact]
    public void Source_names_no_option_and_no_output_file() => Assert.Empty(Source.SelectMany(Names));

    [Fact]
    public void The_tests_themselves_break_both_rules_and_are_found()
    {
        var tests = typeof(HouseTests).Assembly;
        Assert.Contains("Experiments.Tests.Losses", InCircles(tests));
        Assert.Contains("network-summary.csv", Names(tests));
        Assert.Contains("curves --no-plots", Names(tests));
    }

    /// <summary>The namespaces from which a chain of uses leads back to themselves.</summary>
    private static IEnumerable<string> InCircles(Assembly assembly)
    {
        var uses = assembly.GetTypes()
            .SelectMany(type => Used(type).Where(used => used.Assembly == assembly)
                .Select(used => (From: type.Namespace, To: used.Namespace)))
            .Where(use => use.From is not null && use.To is not null && use.From != use.To)
            .ToLookup(use => use.From!, use => use.To!);
        return uses.Select(use => use.Key).Where(name => Reached(name).Contains(name));

        HashSet<string> Reached(string name)
        {
            var (reached, open) = (new HashSet<string>(), new Queue<string>(uses[name]));
            while (open.TryDequeue(out var next))
            {
                foreach (var further in reached.Add(next) ? uses[next] : [])
                {
                    open.Enqueue(further);
                }
            }

            return reached;
        }
    }

    /// <summary>The strings with an option, and those that are a table's or a picture's name.</summary>
    private static IEnumerable<string> Names(Assembly assembly) => assembly.GetTypes().SelectMany(Methods).SelectMany(Code.Strings)
        .Where(text => Regex.IsMatch(text, @"--[a-z]|^[a-z0-9-]+\.(csv|png|svg)$"));

    private static IEnumerable<MethodBase> Methods(Type type) =>
        type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared));

    /// <summary>The types that the declarations and the code of a type name.</summary>
    private static IEnumerable<Type> Used(Type type) => new[] { type.BaseType }
        .Concat(type.GetInterfaces())
        .Concat(type.GetFields(Declared).Select(field => field.FieldType))
        .Concat(Methods(type).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)))
        .Concat(type.GetMethods(Declared).Select(method => method.ReturnType))
        .Concat(Methods(type).SelectMany(Code.Members).Select(member => member as Type ?? member.DeclaringType))
        .SelectMany(Parts);

    /// <summary>A type, or what an array or a reference is of, and its arguments.</summary>
    private static IEnumerable<Type> Parts(Type? type) => type switch
    {
        null => [],
        { HasElementType: true } => Parts(type.GetElementType()),
        _ => type.GetGenericArguments().SelectMany(Parts).Prepend(type),
    };
}
