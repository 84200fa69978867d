@echo off
rem Measures every kernel beside its peers and compares with the stated goals: see docs\performance.md.
setlocal
set "ROOT=%~dp0"

where dotnet >nul 2>nul
if errorlevel 1 goto nosdk
pushd "%ROOT%"
dotnet --version >nul 2>nul
if errorlevel 1 (popd & goto nosdk)
call "%ROOT%.ci\adapters.cmd"
if errorlevel 1 (popd & exit /b 64)
echo Building ... 1>&2
dotnet build Tests\Benchmarks\Benchmarks.csproj -c Release -nologo -v quiet -nodeReuse:false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false 1>&2
if errorlevel 1 (popd & exit /b 70)
popd
dotnet "%ROOT%Tests\Benchmarks\bin\Release\net10.0\Benchmarks.dll" --gate
exit /b %ERRORLEVEL%

:nosdk
echo The gate needs the .NET 10 SDK (10.0.4xx, see global.json); install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again. 1>&2
exit /b 69
