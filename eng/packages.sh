#!/usr/bin/env bash
# Packs the libraries under a version that nobody has in a cache, and uses them as a stranger does: file-based programs and a project, all outside
# of the repository. What a package lacks is noticed here, and not in the repository's own projects, which reference each other.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version="0.1.0-check.$(date +%s)"
for name in Cutwork Cutwork.Imaging Cutwork.Loading Cutwork.TorchSharp; do
  dotnet pack "src/$name" -c Release --no-build -o "$work/feed" -v quiet -p:PackageVersion="$version"
done
cat >"$work/nuget.config" <<CONFIG
<configuration>
  <packageSources>
    <add key="packed" value="$work/feed" />
  </packageSources>
</configuration>
CONFIG
forget() { # the packages of this run from the cache of all packages
  local cache
  cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
  rm -rf "$cache"/cutwork*/"$version"
}
trap 'forget; rm -rf "$work"' EXIT
cd "$work"
for program in tensors batches outsiders; do
  sed "s/VERSION/$version/" "$OLDPWD/tests/Packages/$program.cs" >"$program.cs"
  echo "file-based program $program:"
  dotnet run "$program.cs"
done
# The same sources in a project: its properties and packages are lines of the program.
mkdir project
grep -v '^#:' tensors.cs >project/Program.cs
cat >project/Project.csproj <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Cutwork.TorchSharp" Version="$version" />
    <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
  </ItemGroup>
</Project>
PROJECT
echo "project:"
dotnet run -c Release --project project
echo "published project:"
dotnet publish -c Release -v quiet -o published project
dotnet published/Project.dll
