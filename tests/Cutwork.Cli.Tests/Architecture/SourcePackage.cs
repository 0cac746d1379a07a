using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cutwork.Cli.Tests.Architecture;

/// <summary>A package compiled from its sources, and every symbol that they name.</summary>
internal sealed class SourcePackage
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14);

    private readonly Dictionary<string, string> folders;
    private readonly CSharpCompilation compilation;
    private readonly ConcurrentBag<string> unknown = [];

    /// <summary>Compiles a project.</summary>
    /// <param name="project">What is compiled.</param>
    /// <param name="packages">Those that it references, and those that these do.</param>
    /// <param name="libraries">.NET, and the packages of others.</param>
    public SourcePackage(
        SourceProject project,
        IEnumerable<SourcePackage> packages,
        IEnumerable<MetadataReference> libraries
    )
    {
        Project = project;
        folders = project.Sources.ToDictionary(source => source.Path, source => source.Folder);
        string friends = string.Concat(
            project.Friends.Select(friend =>
                $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]\n"
            )
        );
        compilation = CSharpCompilation.Create(
            project.Name,
            [
                CSharpSyntaxTree.ParseText(ImplicitUsings, Parsing),
                CSharpSyntaxTree.ParseText(friends, Parsing),
                .. folders.Keys.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parsing, path)),
            ],
            [.. libraries, .. packages.Select(package => package.compilation.ToMetadataReference())],
            new CSharpCompilationOptions(
                project.Name == "Cutwork.Cli" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        Uses = [.. compilation.SyntaxTrees.Where(tree => tree.FilePath != "").AsParallel().SelectMany(UsesOf)];
    }

    public SourceProject Project { get; }

    /// <summary>The folders that have sources; "" for the root.</summary>
    public IEnumerable<string> Folders => folders.Values.Distinct().Order(StringComparer.Ordinal);

    /// <summary>What the sources name, each thing once a file.</summary>
    public IReadOnlyList<SymbolUse> Uses { get; }

    /// <summary>The names of the types that are declared here.</summary>
    public IEnumerable<string> TypeNames =>
        compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).Select(type => type.Name);

    /// <summary>The public types that stand for themselves, and the files that declare each.</summary>
    public IEnumerable<(string Name, string[] Files)> PublicTypes =>
        compilation
            .GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(type => type is { DeclaredAccessibility: Accessibility.Public, ContainingType: null })
            .Where(type => type.TypeKind != TypeKind.Enum)
            .Select(type =>
                (
                    type.Name,
                    type.DeclaringSyntaxReferences.Select(part => Path.GetFileName(part.SyntaxTree.FilePath)).ToArray()
                )
            );

    /// <summary>Names that mean nothing to the compiler, as "file(line): name"; what they stand for would be missed.</summary>
    /// <remarks>Members that generators write are left out: there is no way from them to another folder.</remarks>
    public IEnumerable<string> Unknown => unknown.Order(StringComparer.Ordinal);

    private IEnumerable<SymbolUse> UsesOf(SyntaxTree tree)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        var known = new HashSet<(string, string)>();
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            if (
                node
                is not (SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ElementAccessExpressionSyntax)
            )
                continue;
            SymbolInfo info = model.GetSymbolInfo(node);
            ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (symbol is null && node is SimpleNameSyntax name && !IsKnownOtherwise(name, model))
                unknown.Add($"{tree.FilePath}({name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {name}");
            if (symbol is IAliasSymbol alias)
                symbol = alias.Target;
            INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type is null || symbol is ILocalSymbol or IParameterSymbol or ITypeParameterSymbol)
                continue;
            // Of a type in several files, a member is where it is written.
            string? declared =
                PathOf(symbol!) ?? PathOf(type.OriginalDefinition) ?? PathOf((symbol as IMethodSymbol)?.ReducedFrom);
            string member = $"{type.OriginalDefinition.ToDisplayString()}.{symbol!.Name}";
            if (known.Add((declared ?? "", member)))
                yield return new SymbolUse(
                    tree.FilePath,
                    folders[tree.FilePath],
                    type.ContainingAssembly?.Name ?? "",
                    declared,
                    declared is not null && folders.TryGetValue(declared, out string? folder) ? folder : null,
                    type.OriginalDefinition.ToDisplayString(),
                    symbol.Name
                );
        }
    }

    private static string? PathOf(ISymbol? symbol) =>
        symbol?.OriginalDefinition.DeclaringSyntaxReferences is [var first, ..] ? first.SyntaxTree.FilePath : null;

    /// <summary>A word of the language, an alias where it is declared, or a member that a generator writes or that follows one.</summary>
    private static bool IsKnownOtherwise(SimpleNameSyntax name, SemanticModel model)
    {
        if (SyntaxFacts.GetContextualKeywordKind(name.Identifier.Text) != SyntaxKind.None)
            return true;
        if (name.Parent is NameEqualsSyntax { Parent: UsingDirectiveSyntax })
            return true;
        return name.Parent is MemberAccessExpressionSyntax access
            && access.Name == name
            && model.GetTypeInfo(access.Expression).Type
                is IErrorTypeSymbol
                    or { BaseType.Name: "JsonSerializerContext" };
    }
}
